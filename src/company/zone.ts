/**
 * Which day it is where a company is: days of promises and holds end at its own midnight, whatever the clock of the machine that serves it.
 *
 * Always  by the time zone of the capital; a country that is not listed counts its days in UTC.
 */
import type { Day } from "../kernel/day.ts"

const ZONES: Readonly<Record<string, string>> = {
  AT: "Europe/Vienna",
  BE: "Europe/Brussels",
  BG: "Europe/Sofia",
  CH: "Europe/Zurich",
  CY: "Asia/Nicosia",
  CZ: "Europe/Prague",
  DE: "Europe/Berlin",
  DK: "Europe/Copenhagen",
  EE: "Europe/Tallinn",
  ES: "Europe/Madrid",
  FI: "Europe/Helsinki",
  FR: "Europe/Paris",
  GB: "Europe/London",
  GF: "America/Cayenne",
  GP: "America/Guadeloupe",
  GR: "Europe/Athens",
  HR: "Europe/Zagreb",
  HU: "Europe/Budapest",
  IE: "Europe/Dublin",
  IS: "Atlantic/Reykjavik",
  IT: "Europe/Rome",
  LI: "Europe/Vaduz",
  LT: "Europe/Vilnius",
  LU: "Europe/Luxembourg",
  LV: "Europe/Riga",
  MC: "Europe/Monaco",
  MQ: "America/Martinique",
  MT: "Europe/Malta",
  NC: "Pacific/Noumea",
  NL: "Europe/Amsterdam",
  NO: "Europe/Oslo",
  PF: "Pacific/Tahiti",
  PL: "Europe/Warsaw",
  PM: "America/Miquelon",
  PT: "Europe/Lisbon",
  RE: "Indian/Reunion",
  RO: "Europe/Bucharest",
  SE: "Europe/Stockholm",
  SI: "Europe/Ljubljana",
  SK: "Europe/Bratislava",
  YT: "Indian/Mayotte",
}

/** By its name in the time zone database, as `Intl` takes it. */
export const zoneOf = (country: string): string => ZONES[country] ?? "UTC"
export const dayIn = (country: string, at: Date): Day => at.toLocaleDateString("sv-SE", { timeZone: zoneOf(country) }) as Day
