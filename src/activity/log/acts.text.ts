/** Every act in plain words: what stands in the log as a code. */
import type { Worded } from "../../kernel/text.ts"
import type { ActRoom, Verb } from "../acts.ts"

type Words = { readonly [Room in ActRoom]: { readonly [V in Verb<Room>]: Worded } }
export const actText: Words = {
  activity: {
    verified: { en: "Books verified", fr: "Comptabilité vérifiée", nl: "Boeken geverifieerd", de: "Bücher geprüft" },
  },
  company: {
    added: { en: "Company opened", fr: "Société ouverte", nl: "Vennootschap geopend", de: "Unternehmen angelegt" },
    changed: {
      en: "Company settings changed",
      fr: "Paramètres de la société modifiés",
      nl: "Instellingen van de vennootschap gewijzigd",
      de: "Einstellungen des Unternehmens geändert",
    },
    bankAccountAdded: { en: "Bank account added", fr: "Compte bancaire ajouté", nl: "Bankrekening toegevoegd", de: "Bankkonto hinzugefügt" },
    bankAccountEnded: { en: "Bank account ended", fr: "Compte bancaire clos", nl: "Bankrekening beëindigd", de: "Bankkonto beendet" },
    calendarChanged: { en: "Calendar changed", fr: "Calendrier modifié", nl: "Kalender gewijzigd", de: "Kalender geändert" },
    closingDayAdded: { en: "Closing day added", fr: "Jour de fermeture ajouté", nl: "Sluitingsdag toegevoegd", de: "Schließtag hinzugefügt" },
    closingDayRemoved: { en: "Closing day removed", fr: "Jour de fermeture retiré", nl: "Sluitingsdag verwijderd", de: "Schließtag entfernt" },
  },
  contact: {
    called: { en: "Call logged", fr: "Appel noté", nl: "Oproep genoteerd", de: "Anruf festgehalten" },
    fileAdded: { en: "File kept", fr: "Fichier gardé", nl: "Bestand bewaard", de: "Datei abgelegt" },
    fileRemoved: {
      en: "File taken off or put back",
      fr: "Fichier retiré ou remis",
      nl: "Bestand weggehaald of teruggezet",
      de: "Datei entfernt oder zurückgelegt",
    },
    takenBack: {
      en: "Call or note taken back",
      fr: "Appel ou note repris",
      nl: "Oproep of notitie teruggenomen",
      de: "Anruf oder Notiz zurückgenommen",
    },
    habitChanged: {
      en: "Payment habits changed",
      fr: "Habitudes de paiement modifiées",
      nl: "Betaalgewoonten gewijzigd",
      de: "Zahlungsgewohnheiten geändert",
    },
    notePinned: {
      en: "Note pinned or unpinned",
      fr: "Note épinglée ou détachée",
      nl: "Notitie vast- of losgemaakt",
      de: "Notiz an- oder abgeheftet",
    },
    noted: { en: "Note written", fr: "Note écrite", nl: "Notitie geschreven", de: "Notiz geschrieben" },
    personAdded: { en: "Contact added", fr: "Contact ajouté", nl: "Contactpersoon toegevoegd", de: "Ansprechpartner hinzugefügt" },
    personChanged: { en: "Contact changed", fr: "Contact modifié", nl: "Contactpersoon gewijzigd", de: "Ansprechpartner geändert" },
    personRemoved: { en: "Contact removed", fr: "Contact retiré", nl: "Contactpersoon verwijderd", de: "Ansprechpartner entfernt" },
  },
  customer: {
    erased: {
      en: "Person erased at their request",
      fr: "Personne effacée à sa demande",
      nl: "Persoon gewist op eigen verzoek",
      de: "Person auf eigenen Wunsch gelöscht",
    },
    registered: { en: "Customers registered", fr: "Clients enregistrés", nl: "Klanten geregistreerd", de: "Kunden erfasst" },
    segmentAdded: { en: "Segment added", fr: "Segment ajouté", nl: "Segment toegevoegd", de: "Segment angelegt" },
    segmentEnded: { en: "Segment ended", fr: "Segment clos", nl: "Segment beëindigd", de: "Segment beendet" },
    segmentRenamed: { en: "Segment renamed", fr: "Segment renommé", nl: "Segment hernoemd", de: "Segment umbenannt" },
    segmentSet: {
      en: "Segment of customers set",
      fr: "Segment de clients fixé",
      nl: "Segment van klanten ingesteld",
      de: "Segment von Kunden festgelegt",
    },
  },
  dispute: {
    changed: { en: "Dispute changed", fr: "Litige modifié", nl: "Betwisting gewijzigd", de: "Reklamation geändert" },
    closed: { en: "Dispute closed", fr: "Litige clos", nl: "Betwisting afgesloten", de: "Reklamation abgeschlossen" },
    opened: { en: "Dispute opened", fr: "Litige ouvert", nl: "Betwisting geopend", de: "Reklamation eröffnet" },
    shrunk: {
      en: "Dispute reduced to what is open",
      fr: "Litige ramené à ce qui reste ouvert",
      nl: "Betwisting verminderd tot wat openstaat",
      de: "Reklamation auf den offenen Betrag verringert",
    },
  },
  document: {
    importRequested: { en: "Import requested", fr: "Import demandé", nl: "Import aangevraagd", de: "Import angefordert" },
    importUndone: { en: "Import undone", fr: "Import annulé", nl: "Import ongedaan gemaakt", de: "Import rückgängig gemacht" },
    imported: { en: "File imported", fr: "Fichier importé", nl: "Bestand geïmporteerd", de: "Datei importiert" },
  },
  hold: {
    changed: { en: "Hold changed", fr: "Suspension modifiée", nl: "Opschorting gewijzigd", de: "Aussetzung geändert" },
    lifted: { en: "Hold lifted", fr: "Suspension levée", nl: "Opschorting opgeheven", de: "Aussetzung aufgehoben" },
    placed: { en: "Hold placed", fr: "Suspension posée", nl: "Opschorting geplaatst", de: "Aussetzung gesetzt" },
  },
  ledger: {
    allocated: { en: "Credits set against debits", fr: "Lettrage effectué", nl: "Posten afgepunt", de: "Posten ausgeglichen" },
    deduction: {
      en: "Short payment kept as a claim",
      fr: "Écart de règlement gardé en créance",
      nl: "Te weinig betaald, als vordering bewaard",
      de: "Kürzung als Forderung geführt",
    },
    dueDateMoved: { en: "Due day moved", fr: "Échéance déplacée", nl: "Vervaldag verplaatst", de: "Fälligkeit verschoben" },
    exchangeDifference: {
      en: "Exchange difference booked",
      fr: "Écart de change passé",
      nl: "Wisselkoersverschil geboekt",
      de: "Kursdifferenz gebucht",
    },
    "payment.collected": {
      en: "Payment became final",
      fr: "Règlement encaissé",
      nl: "Betaling definitief",
      de: "Zahlung endgültig eingegangen",
    },
    "payment.discounted": { en: "Bill discounted", fr: "Effet escompté", nl: "Wissel verdisconteerd", de: "Wechsel diskontiert" },
    paymentReturned: { en: "Payment came back", fr: "Règlement revenu impayé", nl: "Betaling teruggekeerd", de: "Zahlung zurückgekommen" },
    periodClosed: { en: "Period closed", fr: "Période clôturée", nl: "Periode afgesloten", de: "Periode abgeschlossen" },
    posted: { en: "Entries posted", fr: "Écritures passées", nl: "Posten geboekt", de: "Posten gebucht" },
    refund: { en: "Credit paid back", fr: "Avoir remboursé", nl: "Tegoed terugbetaald", de: "Guthaben erstattet" },
    unallocated: { en: "Matching taken back", fr: "Lettrage défait", nl: "Afpunting teruggenomen", de: "Ausgleich zurückgenommen" },
    writeOff: { en: "Written off", fr: "Passé en perte", nl: "Afgeschreven", de: "Ausgebucht" },
  },
  operations: {
    backedUp: { en: "Backup made", fr: "Sauvegarde faite", nl: "Back-up gemaakt", de: "Sicherung erstellt" },
    moved: { en: "Instance moved", fr: "Instance déplacée", nl: "Installatie verhuisd", de: "Instanz umgezogen" },
    restored: { en: "Backup restored", fr: "Sauvegarde restaurée", nl: "Back-up teruggezet", de: "Sicherung zurückgespielt" },
    upgraded: { en: "Database upgraded", fr: "Base mise à niveau", nl: "Databank bijgewerkt", de: "Datenbank aktualisiert" },
  },
  people: {
    disabled: { en: "User disabled", fr: "Utilisateur désactivé", nl: "Gebruiker uitgeschakeld", de: "Benutzer gesperrt" },
    enabled: { en: "User enabled again", fr: "Utilisateur réactivé", nl: "Gebruiker weer ingeschakeld", de: "Benutzer wieder zugelassen" },
    invitationWithdrawn: {
      en: "Invitation withdrawn",
      fr: "Invitation retirée",
      nl: "Uitnodiging ingetrokken",
      de: "Einladung zurückgezogen",
    },
    invited: { en: "User invited", fr: "Utilisateur invité", nl: "Gebruiker uitgenodigd", de: "Benutzer eingeladen" },
    joined: { en: "User joined", fr: "Utilisateur arrivé", nl: "Gebruiker toegetreden", de: "Benutzer beigetreten" },
    keyAdded: { en: "API key made", fr: "Clé d’API créée", nl: "API-sleutel gemaakt", de: "API-Schlüssel erstellt" },
    keyRevoked: { en: "API key revoked", fr: "Clé d’API révoquée", nl: "API-sleutel ingetrokken", de: "API-Schlüssel widerrufen" },
    passkeyAdded: { en: "Passkey added", fr: "Clé d’accès ajoutée", nl: "Toegangssleutel toegevoegd", de: "Passkey hinzugefügt" },
    passkeyRemoved: { en: "Passkey removed", fr: "Clé d’accès retirée", nl: "Toegangssleutel verwijderd", de: "Passkey entfernt" },
    passwordChanged: { en: "Password changed", fr: "Mot de passe changé", nl: "Wachtwoord gewijzigd", de: "Passwort geändert" },
    passwordReset: {
      en: "Password reset by link",
      fr: "Mot de passe refait par lien",
      nl: "Wachtwoord hersteld via link",
      de: "Passwort per Link neu gesetzt",
    },
    renamed: { en: "Person renamed", fr: "Personne renommée", nl: "Persoon hernoemd", de: "Person umbenannt" },
    resetLinkMade: {
      en: "Password link made",
      fr: "Lien de mot de passe créé",
      nl: "Wachtwoordlink gemaakt",
      de: "Passwort-Link erstellt",
    },
    roleChanged: { en: "Role changed", fr: "Rôle changé", nl: "Rol gewijzigd", de: "Rolle geändert" },
    secondFactorRemoved: {
      en: "Second step removed",
      fr: "Deuxième étape retirée",
      nl: "Tweede stap verwijderd",
      de: "Zweiter Schritt entfernt",
    },
    secondFactorSet: {
      en: "Second step set up",
      fr: "Deuxième étape activée",
      nl: "Tweede stap ingesteld",
      de: "Zweiter Schritt eingerichtet",
    },
    sessionsEnded: { en: "Sessions ended", fr: "Sessions fermées", nl: "Sessies beëindigd", de: "Sitzungen beendet" },
    viewKept: { en: "View kept", fr: "Vue gardée", nl: "Weergave bewaard", de: "Ansicht gespeichert" },
    viewRemoved: { en: "View removed", fr: "Vue supprimée", nl: "Weergave verwijderd", de: "Ansicht entfernt" },
    signedIn: { en: "Signed in", fr: "Connexion", nl: "Aangemeld", de: "Angemeldet" },
  },
  portfolio: {
    assigned: { en: "Customers entrusted", fr: "Clients confiés", nl: "Klanten toevertrouwd", de: "Kunden anvertraut" },
    handedOver: {
      en: "Customers and tasks handed over",
      fr: "Clients et tâches transmis",
      nl: "Klanten en taken overgedragen",
      de: "Kunden und Aufgaben übergeben",
    },
    handOverWithdrawn: { en: "Hand-over withdrawn", fr: "Transmission annulée", nl: "Overdracht ingetrokken", de: "Übergabe zurückgenommen" },
    released: {
      en: "Customers no longer entrusted",
      fr: "Clients retirés",
      nl: "Klanten niet langer toevertrouwd",
      de: "Kunden nicht mehr anvertraut",
    },
    targetSet: { en: "Target set", fr: "Objectif fixé", nl: "Doel vastgelegd", de: "Ziel gesetzt" },
  },
  promise: {
    broken: { en: "Promise broken", fr: "Promesse rompue", nl: "Belofte verbroken", de: "Zusage gebrochen" },
    kept: { en: "Promise kept", fr: "Promesse tenue", nl: "Belofte nagekomen", de: "Zusage eingehalten" },
    made: { en: "Promise taken down", fr: "Promesse notée", nl: "Belofte genoteerd", de: "Zusage festgehalten" },
    partlyKept: {
      en: "Promise kept in part",
      fr: "Promesse tenue en partie",
      nl: "Belofte deels nagekomen",
      de: "Zusage teilweise eingehalten",
    },
    withdrawn: { en: "Promise withdrawn", fr: "Promesse retirée", nl: "Belofte ingetrokken", de: "Zusage zurückgenommen" },
  },
  report: {
    exportRequested: { en: "List exported", fr: "Liste exportée", nl: "Lijst geëxporteerd", de: "Liste exportiert" },
  },
  recovery: {
    insolvencyChanged: {
      en: "Insolvency changed",
      fr: "Procédure collective modifiée",
      nl: "Insolventie gewijzigd",
      de: "Insolvenz geändert",
    },
    insolvencyRecorded: {
      en: "Insolvency recorded",
      fr: "Procédure collective notée",
      nl: "Insolventie genoteerd",
      de: "Insolvenz erfasst",
    },
  },
  webhook: {
    added: { en: "Webhook added", fr: "Webhook ajouté", nl: "Webhook toegevoegd", de: "Webhook hinzugefügt" },
    disabled: { en: "Webhook switched off", fr: "Webhook coupé", nl: "Webhook uitgeschakeld", de: "Webhook abgeschaltet" },
    enabled: { en: "Webhook switched on", fr: "Webhook remis en service", nl: "Webhook ingeschakeld", de: "Webhook eingeschaltet" },
    released: {
      en: "Held messages released",
      fr: "Messages retenus libérés",
      nl: "Vastgehouden berichten vrijgegeven",
      de: "Angehaltene Nachrichten freigegeben",
    },
    removed: { en: "Webhook removed", fr: "Webhook supprimé", nl: "Webhook verwijderd", de: "Webhook entfernt" },
    resent: { en: "Message sent again", fr: "Message renvoyé", nl: "Bericht opnieuw verstuurd", de: "Nachricht erneut gesendet" },
    rotated: {
      en: "Webhook secret renewed",
      fr: "Secret du webhook renouvelé",
      nl: "Webhookgeheim vernieuwd",
      de: "Webhook-Geheimnis erneuert",
    },
  },
  worklist: {
    questionAnswered: { en: "Colleague answered", fr: "Réponse d’un collègue", nl: "Collega heeft geantwoord", de: "Antwort aus dem Haus" },
    questionAsked: { en: "Colleague asked", fr: "Question posée à un collègue", nl: "Vraag aan een collega", de: "Frage im Haus gestellt" },
    questionWithdrawn: { en: "Question withdrawn", fr: "Question retirée", nl: "Vraag ingetrokken", de: "Frage zurückgezogen" },
    snoozed: { en: "Customer put off", fr: "Client reporté", nl: "Klant uitgesteld", de: "Kunde zurückgestellt" },
    taskAdded: { en: "Task added", fr: "Tâche ajoutée", nl: "Taak toegevoegd", de: "Aufgabe angelegt" },
    taskDone: { en: "Task done", fr: "Tâche faite", nl: "Taak gedaan", de: "Aufgabe erledigt" },
    taskWithdrawn: { en: "Task withdrawn", fr: "Tâche retirée", nl: "Taak ingetrokken", de: "Aufgabe zurückgezogen" },
    taskSnoozed: { en: "Task put off", fr: "Tâche reportée", nl: "Taak uitgesteld", de: "Aufgabe zurückgestellt" },
  },
}

const words = new Map(
  Object.entries(actText).flatMap(([room, verbs]) => Object.entries<Worded>(verbs).map(([verb, said]) => [`${room}.${verb}`, said])),
)
/** Null: a code of an older version, or of none. */
export const wordsOf = (code: string): Worded | null => words.get(code) ?? null
