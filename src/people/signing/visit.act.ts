/** The demo opens without a password: a visitor of its own, let in by a link that works once. */
import type { Creditor } from "../../shell/context.ts"
import type { Database } from "../../shell/db.ts"
import type { SignInDoor } from "../../shell/sign-in/door.ts"
import { digestOf, takeOver } from "../members.act.ts"
import { DEMO_MINUTES, writeToken } from "./links.ts"
import { companiesOf, createPerson, findPerson, keepLink, type Person } from "./persons.store.ts"

/** Nobody can receive anything at this address (RFC 2606). */
const EMAIL = "visitor@demo.invalid"

/** `drawn`: TOKEN_BYTES of chance. The token is in the answer and nowhere else; a link of before no longer works. */
export async function letVisitorIn(
  db: Database,
  door: SignInDoor,
  companies: readonly Creditor[],
  visitor: Pick<Person, "id" | "name" | "language">,
  drawn: Uint8Array,
): Promise<string> {
  const known = await findPerson(door, { email: EMAIL })
  const id = known?.id ?? visitor.id
  if (!known) await createPerson(door, { ...visitor, email: EMAIL }, null)
  const works = await companiesOf(door, id)
  for (const company of companies)
    if (!works.some(({ code }) => code === company.code)) await db.inCompany(company.id, (tx) => takeOver(tx, { id, name: visitor.name }))
  const token = writeToken(drawn)
  await keepLink(door, id, "signIn", digestOf(token), new Date(door.now().getTime() + DEMO_MINUTES * 60_000))
  return token
}
