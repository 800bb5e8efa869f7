/**
 * The library of signing in, set up for this house: only the server loads it, at its first request. Its tables are ours (migration 0023), its sign-up is
 * off, its sessions lie in the database and are asked for at every request, and what it lacks stands in guard.http.ts.
 */
import { passkey } from "@better-auth/passkey"
import { betterAuth } from "better-auth"
import { APIError, createAuthEndpoint } from "better-auth/api"
import { setSessionCookie } from "better-auth/cookies"
import { twoFactor } from "better-auth/plugins/two-factor"
import { z } from "zod"
import type { SignInDoor } from "../../shell/sign-in/door.ts"
import { hashPassword, verifyPassword } from "../../shell/sign-in/password.ts"
import { digestOf } from "../members.act.ts"
import { LONGEST_PASSWORD, SHORTEST_PASSWORD } from "../members.ts"
import { isToken } from "./links.ts"
import { companiesOf, takeLink } from "./persons.store.ts"

/** Set by our server on what it hands on; whatever the asker said under this name is dropped. */
export const ADDRESS_HEADER = "x-encours-address"
const SESSION_DAYS = 7

export type Place = {
  readonly door: SignInDoor
  readonly secret: string
  /** Where people open this instance: an origin. */
  readonly place: string
  readonly cookiePrefix: string
}

export function libraryOptions({ door, secret, place, cookiePrefix }: Place) {
  return {
    appName: "Encours",
    baseURL: place,
    basePath: "/api/auth",
    secret,
    // Every origin but our own was refused before.
    trustedOrigins: (request?: Request) => [place, request?.headers.get("origin") ?? place],
    telemetry: { enabled: false },
    logger: { disabled: true },
    onAPIError: { throw: true },
    rateLimit: { enabled: false },
    database: { db: door.db, type: "postgres" as const, schemaName: "auth", transaction: true },
    advanced: {
      database: { generateId: "uuid" as const },
      cookiePrefix,
      useSecureCookies: place.startsWith("https:"),
      defaultCookieAttributes: { sameSite: "strict" as const, httpOnly: true },
      ipAddress: { ipAddressHeaders: [ADDRESS_HEADER] },
    },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: SHORTEST_PASSWORD,
      maxPasswordLength: LONGEST_PASSWORD,
      password: { hash: hashPassword, verify: ({ hash, password }: { hash: string; password: string }) => verifyPassword(hash, password) },
    },
    user: {
      modelName: "person",
      fields: { emailVerified: "email_verified", createdAt: "created_at", updatedAt: "updated_at" },
    },
    session: {
      fields: {
        expiresAt: "expires_at",
        createdAt: "created_at",
        updatedAt: "updated_at",
        ipAddress: "ip_address",
        userAgent: "user_agent",
        userId: "user_id",
      },
      expiresIn: SESSION_DAYS * 86_400,
      disableSessionRefresh: true,
      cookieCache: { enabled: false },
    },
    account: {
      fields: {
        accountId: "account_id",
        providerId: "provider_id",
        userId: "user_id",
        accessToken: "access_token",
        refreshToken: "refresh_token",
        idToken: "id_token",
        accessTokenExpiresAt: "access_token_expires_at",
        refreshTokenExpiresAt: "refresh_token_expires_at",
        createdAt: "created_at",
        updatedAt: "updated_at",
      },
    },
    verification: { fields: { expiresAt: "expires_at", createdAt: "created_at", updatedAt: "updated_at" } },
    databaseHooks: {
      session: {
        create: {
          // However somebody signs in: a person whom every company has disabled does not.
          async before({ userId }: { readonly userId: string }) {
            const works = await companiesOf(door, userId)
            if (!works.some(({ disabled }) => !disabled)) throw new APIError("FORBIDDEN", { code: "WORKS_NOWHERE" })
          },
        },
      },
    },
    plugins: [
      twoFactor({
        issuer: "Encours",
        schema: {
          user: { fields: { twoFactorEnabled: "two_factor_enabled" } },
          twoFactor: {
            modelName: "two_factor",
            fields: {
              backupCodes: "backup_codes",
              userId: "user_id",
              failedVerificationCount: "failed_verification_count",
              lockedUntil: "locked_until",
            },
          },
        },
      }),
      passkey({
        rpID: new URL(place).hostname,
        rpName: "Encours",
        schema: {
          passkey: {
            fields: {
              publicKey: "public_key",
              userId: "user_id",
              credentialID: "credential_id",
              deviceType: "device_type",
              backedUp: "backed_up",
              createdAt: "created_at",
            },
          },
        },
        authenticatorSelection: { userVerification: "required" },
        // A passkey stands for both factors: the device alone, without its owner's finger or number, is one.
        registration: { afterVerification: ({ verification }) => mustBeVerified(verification.registrationInfo?.userVerified) },
        authentication: { afterVerification: ({ verification }) => mustBeVerified(verification.authenticationInfo.userVerified) },
      }),
      { id: "link", endpoints: { signInLink: linkEndpoint(door) } },
    ],
  }
}

export const openLibrary = (place: Place) => betterAuth(libraryOptions(place))

async function mustBeVerified(verified: boolean | undefined): Promise<undefined> {
  if (verified !== true) throw new APIError("UNAUTHORIZED", { code: "USER_NOT_VERIFIED" })
}

/** A link that lets somebody in once. */
const linkEndpoint = (door: SignInDoor) =>
  createAuthEndpoint("/sign-in/link", { method: "POST", body: z.object({ token: z.string().max(100) }) }, async (ctx) => {
    const person = isToken(ctx.body.token) ? await takeLink(door, "signIn", digestOf(ctx.body.token)) : null
    const user = person === null ? null : await ctx.context.internalAdapter.findUserById(person)
    if (!user) throw new APIError("UNAUTHORIZED", { code: "LINK_ENDED" })
    const session = await ctx.context.internalAdapter.createSession(user.id)
    await setSessionCookie(ctx, { session, user })
    return ctx.json({ user: { id: user.id } })
  })
