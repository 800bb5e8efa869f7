import { type RefusalTexts, said } from "../../kernel/text.ts"
import { shownIn } from "./wait.text.ts"

/** What somebody who signs in, or works here, may be told. */
export const signingRefusals: RefusalTexts = {
  NO_SESSION: {
    exit: "notAllowed",
    en: () => "Nobody is signed in, or the session has ended. Sign in again.",
    fr: () => "Personne n'est connecté, ou la session est terminée. Reconnectez-vous.",
    nl: () => "Niemand is aangemeld, of de sessie is beëindigd. Meld u opnieuw aan.",
    de: () => "Niemand ist angemeldet, oder die Sitzung ist beendet. Melden Sie sich erneut an.",
  },
  NO_SIGN_IN: {
    exit: "failed",
    en: () => "People cannot sign in: the database's log-in for it is not known. Set DATABASE_AUTH_URL.",
    fr: () => "Personne ne peut se connecter : le compte de base de données prévu pour cela est inconnu. Renseignez DATABASE_AUTH_URL.",
    nl: () => "Niemand kan zich aanmelden: de databaselogin daarvoor is niet bekend. Stel DATABASE_AUTH_URL in.",
    de: () => "Niemand kann sich anmelden: Das Datenbankkonto dafür ist nicht bekannt. Setzen Sie DATABASE_AUTH_URL.",
  },
  FOREIGN_ORIGIN: {
    exit: "notAllowed",
    en: (f) => `A change in your name must come from a page of this server, not from “${said(f, "origin")}”.`,
    fr: (f) => `Une modification en votre nom doit venir d'une page de ce serveur, non de « ${said(f, "origin")} ».`,
    nl: (f) => `Een wijziging in uw naam moet van een pagina van deze server komen, niet van “${said(f, "origin")}”.`,
    de: (f) => `Eine Änderung in Ihrem Namen muss von einer Seite dieses Servers kommen, nicht von „${said(f, "origin")}“.`,
  },
  WRONG_SIGN_IN: {
    exit: "notAllowed",
    en: () => "Address and password do not go together. Whoever no longer knows the password asks an owner of the company for a link.",
    fr: () => "L'adresse et le mot de passe ne vont pas ensemble. Mot de passe oublié : demandez un lien à un propriétaire de la société.",
    nl: () => "Adres en wachtwoord horen niet bij elkaar. Wachtwoord vergeten: vraag een eigenaar van de vennootschap om een link.",
    de: () => "Adresse und Passwort passen nicht zusammen. Passwort vergessen: Bitten Sie einen Inhaber des Unternehmens um einen Link.",
  },
  WRONG_CODE: {
    exit: "notAllowed",
    en: () => "The code is wrong, or was used already. Wait for the next one.",
    fr: () => "Le code est faux ou a déjà servi. Attendez le suivant.",
    nl: () => "De code is fout of al gebruikt. Wacht op de volgende.",
    de: () => "Der Code ist falsch oder schon verbraucht. Warten Sie auf den nächsten.",
  },
  CHALLENGE_ENDED: {
    exit: "notAllowed",
    en: () => "This attempt has ended. Begin again with address and password.",
    fr: () => "Cette tentative est terminée. Recommencez avec l'adresse et le mot de passe.",
    nl: () => "Deze poging is beëindigd. Begin opnieuw met adres en wachtwoord.",
    de: () => "Dieser Versuch ist beendet. Beginnen Sie mit Adresse und Passwort von vorn.",
  },
  TOO_MANY_TRIES: {
    exit: "busy",
    en: (f) => `Too many tries. Wait ${shownIn.en(f.seconds)}; nobody is shut out for ever.`,
    fr: (f) => `Trop de tentatives. Attendez ${shownIn.fr(f.seconds)} ; personne n'est exclu pour toujours.`,
    nl: (f) => `Te veel pogingen. Wacht ${shownIn.nl(f.seconds)}; niemand blijft voor altijd buiten.`,
    de: (f) => `Zu viele Versuche. Warten Sie ${shownIn.de(f.seconds)}; niemand bleibt für immer ausgesperrt.`,
  },
  LINK_ENDED: {
    exit: "notFound",
    en: () => "This link was used, has ended, or never was one. Ask for a new one.",
    fr: () => "Ce lien a servi, a expiré ou n'en a jamais été un. Demandez-en un nouveau.",
    nl: () => "Deze link is gebruikt, verlopen of nooit een link geweest. Vraag een nieuwe.",
    de: () => "Dieser Link wurde benutzt, ist abgelaufen oder war nie einer. Bitten Sie um einen neuen.",
  },
  USER_NOT_VERIFIED: {
    exit: "notAllowed",
    en: () => "The device did not check who holds it (finger, face or number). Switch that on and try again.",
    fr: () => "L'appareil n'a pas vérifié qui le tient (doigt, visage ou code). Activez cela et réessayez.",
    nl: () => "Het toestel heeft niet gecontroleerd wie het vasthoudt (vinger, gezicht of code). Zet dat aan en probeer opnieuw.",
    de: () => "Das Gerät hat nicht geprüft, wer es hält (Finger, Gesicht oder Code). Schalten Sie das ein und versuchen Sie es erneut.",
  },
  WORKS_NOWHERE: {
    exit: "notAllowed",
    en: () => "You may not come in any more: no company here counts you among its people. Ask an owner.",
    fr: () => "Vous n'avez plus accès : aucune société d'ici ne vous compte parmi les siens. Demandez à un propriétaire.",
    nl: () => "U hebt geen toegang meer: geen enkele vennootschap hier rekent u tot haar mensen. Vraag een eigenaar.",
    de: () => "Sie haben keinen Zugang mehr: Kein Unternehmen hier zählt Sie zu seinen Leuten. Fragen Sie einen Inhaber.",
  },
  SIGN_IN_FAILED: {
    exit: "refused",
    en: (f) => `This did not succeed (${said(f, "why")}).`,
    fr: (f) => `Cela n'a pas abouti (${said(f, "why")}).`,
    nl: (f) => `Dit is niet gelukt (${said(f, "why")}).`,
    de: (f) => `Das ist nicht gelungen (${said(f, "why")}).`,
  },
  UNKNOWN_INVITATION: {
    exit: "notFound",
    en: () => "This invitation was used or withdrawn, has ended, or never was one. Ask for a new one.",
    fr: () => "Cette invitation a servi, a été retirée, a expiré ou n'a jamais existé. Demandez-en une nouvelle.",
    nl: () => "Deze uitnodiging is gebruikt, ingetrokken, verlopen of bestond nooit. Vraag een nieuwe.",
    de: () => "Diese Einladung wurde benutzt, zurückgezogen, ist abgelaufen oder war nie eine. Bitten Sie um eine neue.",
  },
  SIGN_IN_FIRST: {
    exit: "conflict",
    en: (f) => `${said(f, "email")} has an account here: sign in with it, then open the invitation again.`,
    fr: (f) => `${said(f, "email")} a déjà un compte ici : connectez-vous, puis rouvrez l'invitation.`,
    nl: (f) => `${said(f, "email")} heeft hier al een account: meld u aan en open de uitnodiging opnieuw.`,
    de: (f) => `${said(f, "email")} hat hier schon ein Konto: Melden Sie sich an und öffnen Sie die Einladung erneut.`,
  },
  PERSON_EXISTS: {
    exit: "conflict",
    en: (f) => `${said(f, "email")} has an account here already.`,
    fr: (f) => `${said(f, "email")} a déjà un compte ici.`,
    nl: (f) => `${said(f, "email")} heeft hier al een account.`,
    de: (f) => `${said(f, "email")} hat hier schon ein Konto.`,
  },
  MEMBER_ALREADY: {
    exit: "conflict",
    en: (f) => `${said(f, "email")} works for this company already: give another role, or let them in again.`,
    fr: (f) => `${said(f, "email")} fait déjà partie de cette société : changez son rôle ou rétablissez son accès.`,
    nl: (f) => `${said(f, "email")} werkt al voor deze vennootschap: geef een andere rol of laat weer toe.`,
    de: (f) => `${said(f, "email")} arbeitet schon für dieses Unternehmen: Geben Sie eine andere Rolle oder lassen Sie wieder zu.`,
  },
  NAME_TAKEN: {
    exit: "conflict",
    en: (f) => `Somebody in this company is called “${said(f, "name")}” already, and the log tells people by their names: add an initial.`,
    fr: (f) => `Quelqu'un de cette société s'appelle déjà « ${said(f, "name")} », et le journal désigne chacun par son nom : ajoutez une initiale.`,
    nl: (f) => `Iemand in deze vennootschap heet al “${said(f, "name")}”, en het logboek noemt mensen bij naam: voeg een initiaal toe.`,
    de: (f) =>
      `In diesem Unternehmen heißt schon jemand „${said(f, "name")}“, und das Protokoll nennt alle beim Namen: Fügen Sie einen Buchstaben an.`,
  },
  UNKNOWN_MEMBER: {
    exit: "notFound",
    en: (f) => `“${said(f, "id")}” does not work for this company. encours user list shows who does.`,
    fr: (f) => `« ${said(f, "id")} » ne fait pas partie de cette société. encours user list montre qui en est.`,
    nl: (f) => `“${said(f, "id")}” werkt niet voor deze vennootschap. encours user list toont wie wel.`,
    de: (f) => `„${said(f, "id")}“ arbeitet nicht für dieses Unternehmen. encours user list zeigt, wer es tut.`,
  },
  MISSING_MEMBER: {
    exit: "usage",
    en: () => "Say whom, by their address: encours user list shows them.",
    fr: () => "Dites qui, par son adresse : encours user list les montre.",
    nl: () => "Zeg wie, met het adres: encours user list toont ze.",
    de: () => "Nennen Sie die Adresse: encours user list zeigt sie.",
  },
  UNKNOWN_SESSION: {
    exit: "notFound",
    en: () => "This session has ended already, or is not yours.",
    fr: () => "Cette session est déjà terminée, ou n'est pas la vôtre.",
    nl: () => "Deze sessie is al beëindigd of niet van u.",
    de: () => "Diese Sitzung ist schon beendet oder nicht Ihre.",
  },
  LAST_OWNER: {
    exit: "conflict",
    en: () => "This is the company's last owner: make somebody else owner first.",
    fr: () => "C'est le dernier propriétaire de la société : nommez-en d'abord un autre.",
    nl: () => "Dit is de laatste eigenaar van de vennootschap: maak eerst iemand anders eigenaar.",
    de: () => "Das ist der letzte Inhaber des Unternehmens: Machen Sie zuerst jemand anderen zum Inhaber.",
  },
  WORKS_ELSEWHERE: {
    exit: "notAllowed",
    en: () =>
      "They work for a company here that is not yours: a new password would open it to you. The owner of this machine can: encours user reset.",
    fr: () =>
      "Cette personne travaille aussi pour une société d'ici qui n'est pas la vôtre : un nouveau mot de passe vous l'ouvrirait. Le responsable de cette machine peut : encours user reset.",
    nl: () =>
      "Deze persoon werkt ook voor een vennootschap hier die niet van u is: een nieuw wachtwoord zou die voor u openen. De beheerder van deze machine kan: encours user reset.",
    de: () =>
      "Diese Person arbeitet auch für ein Unternehmen hier, das nicht Ihres ist: Ein neues Passwort würde es Ihnen öffnen. Wer diese Maschine betreibt, kann: encours user reset.",
  },
  BAD_EMAIL: {
    exit: "usage",
    en: (f) => `“${said(f, "value")}” is not an e-mail address.`,
    fr: (f) => `« ${said(f, "value")} » n'est pas une adresse électronique.`,
    nl: (f) => `“${said(f, "value")}” is geen e-mailadres.`,
    de: (f) => `„${said(f, "value")}“ ist keine E-Mail-Adresse.`,
  },
  BAD_PERSON_NAME: {
    exit: "usage",
    en: () => "The name is empty, longer than 100 characters, or has line breaks.",
    fr: () => "Le nom est vide, dépasse 100 caractères ou contient des sauts de ligne.",
    nl: () => "De naam is leeg, langer dan 100 tekens of bevat regeleinden.",
    de: () => "Der Name ist leer, länger als 100 Zeichen oder enthält Zeilenumbrüche.",
  },
  BAD_PASSWORD: {
    exit: "usage",
    en: () => "The password has 12 to 128 characters, and is neither a name nor one character over and over. A sentence is easy to remember.",
    fr: () => "Le mot de passe a de 12 à 128 caractères, et n'est ni un nom ni un même caractère répété. Une phrase se retient bien.",
    nl: () => "Het wachtwoord telt 12 tot 128 tekens en is geen naam of één herhaald teken. Een zin onthoudt u makkelijk.",
    de: () => "Das Passwort hat 12 bis 128 Zeichen und ist weder ein Name noch ein wiederholtes Zeichen. Ein Satz ist leicht zu merken.",
  },
}
