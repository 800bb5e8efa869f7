/**
 * The words of journal headers, by meaning and language; `,` separates spellings, a spelling may be several words.
 * Accents, case, punctuation, underscores and camelCase do not matter here; Dutch and German compounds are taken apart by the reader.
 * A new language is one more column.
 */
import type { Language, Worded } from "../kernel/text.ts"

const word = (en: string, fr: string, nl: string, de: string): Worded => ({ en, fr, nl, de })

export const HEADER_WORDS = {
  invoice: word("invoice,inv,invc,bill,billing", "facture,fact,fac,fra", "factuur,fakt,facturen,faktuur", "rechnung,rechn,rg,re,faktura"),
  document: word(
    "document,doc,voucher,entry,transaction,trans",
    "document,piece,pce,ecriture",
    "document,stuk,boekstuk,bewijsstuk",
    "beleg,dokument,bel",
  ),
  number: word("number,no,nr,num,nbr", "numero,n,no,num", "nummer,nr,volgnummer", "nummer,nr"),
  code: word("code,cd,id,key,identifier", "code,identifiant,id,cle", "code,id,sleutel", "code,id,kennung,kz,kennzeichen,schlussel,kurzel"),
  reference: word("reference,ref", "reference,ref", "referentie,ref,kenmerk", "referenz,ref,zeichen"),
  customer: word(
    "customer,cust,client,debtor,buyer,bill to,sold to",
    "client,clt,cli,debiteur,acheteur,tiers,compte tiers,compte auxiliaire,compte client,comp aux",
    "klant,klanten,debiteur,deb,afnemer,koper,relatie",
    "kunde,kunden,kd,kdn,debitor,debitoren,deb,abnehmer,personenkonto",
  ),
  account: word("account,acct,acc,partner,contact", "compte,cpte,partenaire", "rekening,relatie,partner", "konto,kto,partner"),
  name: word(
    "name,company name,business name",
    "nom,raison sociale,denomination,intitule,lib tiers,aux lib",
    "naam,bedrijfsnaam,firmanaam,benaming",
    "name,firma,firmenname,bezeichnung,firmierung",
  ),
  issued: word("issued,issue", "emission,emis,emise,facturation,etabli", "uitgifte,opmaak,facturatie", "ausgestellt,ausstellung,fakturierung"),
  date: word("date,dt,on,day", "date,dt,dte,jour,le", "datum,dat,dd,op", "datum,dat,tag,am"),
  posting: word(
    "posting,posted,booking,gl,accounting",
    "comptable,comptabilisation,compta,operation",
    "boeking,boek,geboekt",
    "buchung,buchungs,gebucht",
  ),
  creation: word(
    "creation,create,created,baseline,entered",
    "creation,cree,saisie",
    "aanmaak,aangemaakt,invoer",
    "erstellt,erfassung,erstellung,angelegt",
  ),
  due: word(
    "due,due in,maturity,payable,pay by",
    "echeance,ech,exigibilite,exigible,limite",
    "verval,vervaldag,vervalt,verv,betaalbaar",
    "fallig,falligkeit,fallige,fall,zahlbar,zahlbar bis",
  ),
  settled: word("settled,paid,received", "regle,reglee,paye,payee,encaisse", "betaald,voldaan", "bezahlt,beglichen,gezahlt,eingang"),
  payment: word(
    "payment,pay,pmt,receipt",
    "reglement,paiement,regl,rglt,encaissement",
    "betaling,betaal,betalings,ontvangst",
    "zahlung,zahl,zahlungs,zahlungseingang",
  ),
  clearing: word(
    "clear,cleared,clearing,closed,reconciled",
    "lettrage,lettre,let,solde le,rapprochement",
    "afgeletterd,aflettering,afgepunt,afletter",
    "ausgleich,ausgleichs,ausgeglichen",
  ),
  amount: word("amount,amt,value,sum", "montant,mt,mnt,mtt,somme,valeur", "bedrag,bedr,som,waarde", "betrag,betr,summe,wert,umsatz"),
  total: word("total,tot,full", "total,tot", "totaal,tot", "gesamt,total,summe gesamt"),
  gross: word(
    "gross,grand total,incl vat,including vat,incl tax,tax included,inc vat",
    "ttc,toutes taxes comprises,tvac,net a payer",
    "bruto,incl btw,inclusief btw,incl",
    "brutto,inkl mwst,inkl mw st,inkl ust,inkl,endbetrag",
  ),
  original: word("original,initial", "initial,origine,d origine", "oorspronkelijk,initieel", "ursprung,ursprungs,ursprunglich"),
  net: word(
    "net,excl vat,excluding vat,excl tax,tax excluded,untaxed,ex vat",
    "ht,hors taxe,hors taxes,htva",
    "netto,excl btw,exclusief btw,excl",
    "netto,exkl mwst,zzgl mwst,ohne mwst",
  ),
  open: word(
    "open,outstanding,balance,residual,remaining,unpaid,amount due,balance due,due amount",
    "solde,restant du,reste a payer,restant a payer,solde a payer,a payer,reste du,restant,reste,encours,non regle,impaye,du,ouvert",
    "openstaand,saldo,open,resterend,nog te betalen,te betalen,nog te ontvangen,restant,restbedrag,rest",
    "offen,offener,offene,offener posten,offene posten,noch offen,zu zahlen,noch zu zahlen,saldo,rest,restlich,ausstehend",
  ),
  debit: word("debit,dr,deb amt", "debit", "debet,debit", "soll,debit"),
  credit: word("credit,cr", "credit", "credit", "haben,credit"),
  side: word("d c,dc,dr cr,debit credit,side", "sens,debit credit,d c", "d c,debet credit,dc", "s h,soll haben,sh,sollhaben"),
  currency: word("currency,curr,cur,ccy", "devise,dev,monnaie", "munt,valuta,muntcode,deviezen", "wahrung,whg,waehrung,wrg,wkz"),
  local: word(
    "local,home,base,functional,company currency",
    "tenue,locale,de tenue",
    "basis,lokaal,eigen",
    "hauswahrung,hauswahrungs,hw,eigenwahrung",
  ),
  converted: word("converted,equivalent", "converti,contrevaleur", "omgerekend,tegenwaarde", "umgerechnet,gegenwert"),
  country: word("country,ctry,nation", "pays", "land,landen", "land,lander,lkz"),
  segment: word(
    "segment,category,class,sector",
    "segment,categorie,famille,secteur,activite",
    "segment,categorie,sector,klasse",
    "segment,kategorie,branche,klasse",
  ),
  collector: word(
    "collector,credit controller,credit manager,credit analyst",
    "charge de recouvrement,recouvreur,gestionnaire,charge de clientele,agent de recouvrement",
    "debiteurenbeheerder,dossierbeheerder,beheerder,incassomedewerker",
    "sachbearbeiter,sachbearbeiterin,mahnsachbearbeiter,bearbeiter,debitorenbuchhalter",
  ),
  group: word(
    "group,parent,holding,ultimate parent",
    "groupe,maison mere,societe mere,holding",
    "groep,moeder,moedermaatschappij,holding",
    "konzern,gruppe,muttergesellschaft,holding",
  ),
  type: word("type,kind,nature", "type,nature,genre", "type,soort,aard", "typ,art,belegart"),
  mode: word("method,mode,means,instrument", "mode,moyen", "wijze,methode,middel", "weise,methode,mittel"),
  instalment: word("instalment,installment,tranche", "tranche,versement,quantieme", "termijn,schijf,deel", "teilbetrag,rate,raten,teilzahlung"),
  label: word(
    "description,label,text,memo,narrative",
    "libelle,description,designation,commentaire",
    "omschrijving,tekst,mededeling intern",
    "text,buchungstext,beschreibung,bemerkung",
  ),
  message: word(
    "structured communication,remittance,payment reference,communication",
    "communication,communication structuree,vcs,bvr",
    "mededeling,gestructureerde mededeling,ogm",
    "verwendungszweck,kassenzeichen,zahlungsreferenz",
  ),
  applies: word(
    "applies to,applied to,original invoice,related invoice,invoice applied,linked invoice",
    "facture liee,facture d origine,facture origine,impute sur,facture reglee,facture lettree,facture soldee",
    "betreft factuur,oorspronkelijke factuur,gekoppelde factuur,afgeletterd met,betaalde factuur",
    "rechnungsbezug,bezug,ursprungsrechnung,ausgeglichene rechnung,zu rechnung,bezahlte rechnung",
  ),
  company: word(
    "company,entity,legal entity,business,subsidiary,business unit",
    "societe,entite,etablissement,filiale,entreprise",
    "bedrijf,vennootschap,entiteit,administratie,filiaal,dossier",
    "buchungskreis,mandant,gesellschaft,bukrs,firma nr,unternehmen",
  ),
  tax: word("vat,tax", "tva,taxe", "btw", "mwst,mw st,ust,u st,umsatzsteuer,steuer,mehrwertsteuer"),
  vatId: word(
    "vat number,vat no,vat id,vat reg no,tax id",
    "tva intracom,tva intracommunautaire,numero de tva,n de tva,no tva,n tva",
    "btw nummer,btw nr",
    "u st id nr,u st id,ust id nr,ust id,ustid,ust idnr,uid nummer,umsatzsteuer id,uid",
  ),
  siren: word("siren", "siren,n siren", "siren", "siren"),
  siret: word("siret", "siret,n siret", "siret", "siret"),
  bce: word(
    "kbo,bce,enterprise number,cbe",
    "bce,n d entreprise,numero d entreprise,no entreprise,n entreprise",
    "kbo,kbo nummer,ondernemingsnummer,ondernemingsnr",
    "kbo,zdu nummer",
  ),
  lei: word("lei", "lei", "lei", "lei"),
  terms: word(
    "terms,term,conditions",
    "conditions,condition,delai,modalites",
    "voorwaarden,voorwaarde,conditie,termijn dagen",
    "bedingung,bedingungen,konditionen,ziel,frist",
  ),
  late: word(
    "late,overdue,past due,days",
    "retard,jours,echu,nb jours",
    "dagen,te laat,achterstallig,vervallen",
    "tage,verzug,uberfallig,verspatung",
  ),
  period: word(
    "year,period,month,fiscal year,quarter",
    "exercice,periode,annee,mois",
    "boekjaar,periode,jaar,maand",
    "geschaftsjaar,jahr,periode,monat",
  ),
  flag: word("is,has,flag,status,state", "est,statut,etat", "status,is", "status,ist"),
  cumulated: word("cumulative,running,progressive", "cumule,progressif,cumul", "cumulatief,lopend,voortschrijdend", "kumuliert,laufend,fortlaufend"),
  order: word("order,po,purchase order", "commande,cde,bdc", "bestelling,order,bestelbon", "auftrag,bestellung,auftrags,bestell"),
  delivery: word("delivery,shipping", "livraison,bl", "levering,leverings", "lieferung,liefer,lieferschein"),
  filler: word(
    "the,of,in,to,for,and,a,your,our,signed,display",
    "de,du,des,d,la,l,en,a,au,sur,et,les,votre,vos,notre,signe,affichage",
    "de,het,van,in,voor,der,te,en,met,uw,ons",
    "der,die,das,des,in,von,bis,zum,und,laut,ihr,ihre,unser,unsere",
  ),
} as const satisfies Record<string, Worded>
export type Concept = keyof typeof HEADER_WORDS

/** What the values of a type column mean. Two-letter codes of accounting programs and of SAP are among them. */
export const KIND_WORDS = {
  invoice: word(
    "invoice,i,inv,in,si,sales invoice,customer invoice,bill,tax invoice,out invoice,debit note,dn",
    "facture,fac,fact,fa,fc,fv,f,ft,facture client,facture de vente,facture d acompte,vente,ventes,ve,vt,vte",
    "factuur,f,verkoopfactuur,fct,vf,vkf,verkoop,voorschotfactuur",
    "rechnung,r,ausgangsrechnung,faktura,re,rg,ar,rechn,abschlagsrechnung,anzahlungsrechnung,rv,dr,ri",
  ),
  creditNote: word(
    "credit note,c,credit memo,cn,crn,credit,cm,sales credit note,out refund",
    "avoir,av,a,note de credit,nc,avoir client,facture d avoir",
    "creditnota,c,creditfactuur,cn,kn,credit nota",
    "gutschrift,g,gs,gu,rechnungskorrektur,stornorechnung,dg",
  ),
  payment: word(
    "payment,p,pmt,pay,py,receipt,cash,cash receipt,customer payment,bank,wire,cheque",
    "reglement,r,p,reg,rgt,rglt,rg,rgl,paiement,encaissement,virement,vir,cheque,chq,remise,bq,banque,reglement client,prelevement",
    "betaling,b,bet,ontvangst,bank,bk,klantbetaling,overschrijving",
    "zahlung,z,zahlungseingang,za,ze,zlg,bank,uberweisung,lastschrift,dz",
  ),
  deposit: word(
    "deposit,prepayment,advance,down payment",
    "acompte,arrhes,avance,ac",
    "voorschot,aanbetaling,vooruitbetaling",
    "anzahlung,vorauszahlung,abschlagszahlung",
  ),
  refund: word("refund,reimbursement", "remboursement,remb", "terugbetaling", "erstattung,ruckzahlung,ruckerstattung"),
  writeOff: word(
    "write off,write-off,writeoff,bad debt",
    "perte,passage en perte,irrecouvrable,creance irrecouvrable",
    "afboeking,oninbaar,oninbare vordering",
    "ausbuchung,forderungsverlust,abschreibung",
  ),
} as const satisfies Record<string, Worded>

/** How numbers of credit notes and payments begin, where no column says what they are. */
export const NUMBER_PREFIXES = {
  creditNote: word("CN,CRN,CM,SCN", "AV,AVO,AVOIR,NC", "CN,KN,VCN", "GS,GU,GUT"),
  payment: word("PAY,PMT,REC,RCPT", "REG,RGT,RGL,RG,VIR,CHQ,ENC,BQ", "BET,ONTV,BK", "ZE,ZA,ZLG,UEB"),
} as const satisfies Record<string, Worded>

/** How total lines begin. */
export const TOTAL_WORDS = word(
  "total,grand total,subtotal,sub total,totals",
  "total,totaux,sous total,total general",
  "totaal,subtotaal,eindtotaal",
  "summe,gesamt,gesamtsumme,gesamtbetrag,zwischensumme,endsumme",
)

/** What stands alone for the total of a list of open items. */
export const NET_WORDS = word("net", "net", "netto", "saldo")

/** D/C marks beside an amount. */
export const SIDE_WORDS = {
  debit: word("d,dr,debit,db,+", "d,debit", "d,debet", "s,soll"),
  credit: word("c,cr,credit,-", "c,credit", "c,credit", "h,haben"),
} as const satisfies Record<string, Worded>

const month = (en: string, fr: string, nl: string, de: string): Readonly<Record<Language, string>> => ({ en, fr, nl, de })
export const MONTHS = [
  month("january jan", "janvier janv jan", "januari jan", "januar jan jänner"),
  month("february feb", "février févr fév", "februari feb", "februar feb"),
  month("march mar", "mars mar", "maart mrt", "märz mär mrz"),
  month("april apr", "avril avr", "april apr", "april apr"),
  month("may", "mai", "mei", "mai"),
  month("june jun", "juin", "juni jun", "juni jun"),
  month("july jul", "juillet juil", "juli jul", "juli jul"),
  month("august aug", "août aou", "augustus aug", "august aug"),
  month("september sep sept", "septembre sept sep", "september sep sept", "september sep sept"),
  month("october oct", "octobre oct", "oktober okt", "oktober okt"),
  month("november nov", "novembre nov", "november nov", "november nov"),
  month("december dec", "décembre déc", "december dec", "dezember dez"),
] as const
