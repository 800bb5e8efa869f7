import { plain } from "../kernel/listing.ts"
import { Refused } from "../kernel/result.ts"
import type { Command } from "../shell/cli.ts"
import type { Context } from "../shell/context.ts"
import { readChoice, readName, readText } from "../shell/options.ts"
import { addCompany, changeSettings, loadWholeCompany } from "./company.act.ts"
import { loadDirectory } from "./company.store.ts"
import { added, companyText as text } from "./company.text.ts"
import { MATCHINGS, type Matching } from "./company.ts"
import { readRegistration, schemeOf } from "./registration.ts"

const add: Command<Context> = {
  name: "company add",
  words: "--code CODE --name NAME --country FR --currency EUR [--number SIREN|BCE] [--matching erp|encours]",
  about: text.add,
  example: 'company add --code ACME --name "Acme SA" --country FR --currency EUR',
  needs: "company",
  takes: 0,
  options: {
    code: { type: "string", value: "CODE", about: text.code },
    name: { type: "string", value: "NAME", about: text.name },
    country: { type: "string", value: "FR", about: text.country },
    currency: { type: "string", value: "EUR", about: text.currency },
    number: { type: "string", value: "NUMBER", about: text.number },
    matching: { type: "string", value: "erp|encours", about: text.matching },
  },
  async run({ values, context, lang, json, answer, print }) {
    const need = (name: string) => {
      if (typeof values[name] !== "string") throw new Refused("MISSING_OPTION", { option: name })
      return values[name]
    }
    const matching = (values.matching ?? "erp") as Matching
    if (!MATCHINGS.includes(matching)) throw new Refused("BAD_OPTION", { option: "matching", value: matching, takes: MATCHINGS.join(", ") })
    const draft = {
      code: need("code"),
      name: need("name"),
      country: need("country").toUpperCase(),
      currency: need("currency").toUpperCase(),
      matching,
      ...registrationOf(need("country").toUpperCase(), values.number),
    }
    const { code, name, country, currency } = await addCompany(await context.database(), context.by, draft)
    if (json) answer({ code, name, country, currency })
    else print(added[lang](code, name))
    return 0
  },
}

/** Refuses BAD_REGISTRATION; BAD_OPTION where no register of the country is known here. */
function registrationOf(country: string, said: unknown) {
  if (said === undefined) return {}
  const scheme = schemeOf(country)
  if (scheme === null) throw new Refused("BAD_OPTION", { option: "number", value: said, takes: "FR: SIREN, BE: BCE" })
  const read = readRegistration(scheme, String(said))
  if (!read.ok) throw new Refused(read.refusal.code, read.refusal)
  return { registration: read.value }
}

const list: Command<Context> = {
  name: "company list",
  words: "",
  about: text.list,
  example: "company list",
  needs: "read",
  takes: 0,
  options: {},
  async run({ context, lang, json, answer, print }) {
    const companies = (await loadDirectory(await context.database())).map(({ code, name, country, currency }) => ({ code, name, country, currency }))
    if (json) answer({ companies })
    else if (companies.length === 0) print(text.none[lang])
    else for (const c of companies) print(`${c.code.padEnd(12)} ${c.country} ${c.currency} ${plain(c.name)}`)
    return 0
  },
}

const change: Command<Context> = {
  name: "company change",
  words: "[--name NAME] [--matching erp|encours] [--default-source NAME] [--ageing-bounds 0,30,60,90]",
  about: text.change,
  example: "company change --ageing-bounds 0,15,30,60,90",
  needs: "company",
  takes: 0,
  options: {
    name: { type: "string", value: "NAME", about: text.name },
    matching: { type: "string", value: "erp|encours", about: text.matching },
    "default-source": { type: "string", value: "NAME", about: text.defaultSource },
    "ageing-bounds": { type: "string", value: "DAYS", about: text.ageingBounds },
  },
  async run({ values, context, lang, json, answer, print }) {
    const bounds = readText(values, "ageing-bounds")
    const wanted = {
      name: readName(values, "name") ?? undefined,
      matching: readChoice(values, "matching", MATCHINGS) ?? undefined,
      defaultSource: readName(values, "default-source") ?? undefined,
      ageingBounds: bounds?.split(/\s*,\s*/).map(Number),
    }
    const company = await context.company()
    const settings = await (await context.database()).inCompany(company.id, (tx) =>
      Object.values(wanted).every((one) => one === undefined) ? loadWholeCompany(tx) : changeSettings(tx, context.by, wanted, () => {}),
    )
    if (json) answer(settings)
    else {
      print(`${settings.code}  ${settings.country}  ${settings.currency}  ${plain(settings.name)}`)
      print(`${text.matchedBy[lang]}: ${settings.matching}`)
      print(`${text.defaultSource[lang]}: ${plain(settings.defaultSource)}`)
      print(`${text.ageingBounds[lang]}: ${settings.ageingBounds.join(", ")}`)
    }
    return 0
  },
}

export const companyCommands = [add, list, change]
