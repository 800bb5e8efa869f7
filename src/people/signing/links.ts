/**
 * Links that let somebody in once: an invitation, a new password, the demo. Only the SHA-256 of a token is kept, and it ends by itself.
 *
 * Written  inv_<company's number>_<43 characters> for an invitation, 43 characters otherwise: base64url of 32 random bytes.
 */
export const TOKEN_BYTES = 32
export const INVITED_DAYS = 7
export const RESET_HOURS = 24
export const DEMO_MINUTES = 30

export const writeToken = (drawn: Uint8Array) => Buffer.from(drawn).toString("base64url")
export const writeInvitation = (company: number, drawn: Uint8Array) => `inv_${company}_${writeToken(drawn)}`
export const isToken = (said: string) => /^[A-Za-z0-9_-]{43}$/.test(said)

/** The company an invitation says it is for; null where it is none at all. */
export function invitingCompany(token: string): number | null {
  const read = /^inv_([1-9]\d{0,8})_[A-Za-z0-9_-]{43}$/.exec(token)
  return read ? Number(read[1]) : null
}

/** The address a person opens: always of the configured place, whatever the request was addressed to. */
export const invitationAddress = (place: string, token: string) => `${place}/invitation/${token}`
/** After the # nothing is sent to a server, nor to its log. */
export const resetAddress = (place: string, token: string) => `${place}/sign-in#reset=${token}`
export const signInAddress = (place: string, token: string) => `${place}/sign-in#link=${token}`
