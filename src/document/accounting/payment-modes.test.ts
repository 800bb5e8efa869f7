import { expect, test } from "vitest"
import { isPaymentMode, namesPaymentMode } from "./payment-modes.ts"

test.each([
  "RECETTE CB",
  "Recettes espèces",
  "REMISE CHQ",
  "VIREMENTS CLIENTS",
  "CAISSE",
  "Cartes bancaires",
  "Clients divers comptant",
  "Kassa",
  "Bancontact",
  "PayPal",
])("%s is a payment mode", (name) => expect(namesPaymentMode(name)).toBe(true))
test.each([
  "Caisse d'Épargne Fictive",
  "VIR Coopérative",
  "Carte Blanche SARL",
  "Dupont",
  "Bar des Amis",
  "Restaurant du Port",
  "Clients divers",
  "",
])("“%s” is not, by its name", (name) => expect(namesPaymentMode(name)).toBe(false))
test("somebody nameless who is paid the same day every day is a till; a customer with a name is not", () => {
  const shape = { code: "C9", name: "Clients divers", debits: 40, credits: 40, sameDay: 0 }
  expect(isPaymentMode(shape)).toBe(true)
  expect(isPaymentMode({ ...shape, name: "Boulangerie Inventée" })).toBe(false)
  expect(isPaymentMode({ ...shape, sameDay: 12 })).toBe(false)
  expect(isPaymentMode({ ...shape, debits: 3, credits: 3 })).toBe(false)
})
