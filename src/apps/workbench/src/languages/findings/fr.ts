/** What the server finds in files, limits, the bank and the ERP, in French. */
import type { Catalogue } from '../../language.ts';

export const findings: Catalogue = {
  'The advice of {amount} says what {text} of {day} says, which waits for its money; it was left out.':
    'L’avis de {amount} dit ce que dit {text} du {day}, qui attend son argent ; il a été omis.',
  'The advice that says no amount says what {text} of {day} says, which waits for its money; it was left out.':
    'L’avis sans montant dit ce que dit {text} du {day}, qui attend son argent ; il a été omis.',
  '{text} says again what another attachment says; that was taken once.':
    '{text} répète ce que dit une autre pièce jointe ; cela a été pris une seule fois.',
  '{text} was not read: it announces adjustments beside advices; bring it as a file of its own.':
    '{text} n’a pas été lu : il annonce des ajustements à côté d’avis ; apportez-le comme fichier à part.',
  'Page {count} was hardly legible at {text} and {count2} more.':
    'La page {count} était à peine lisible à {text} et {count2} autres.',
  'Post money {text} of the bank with {text2} up to {amount} to {text3}, by the rule "{text4}", instead of "{text5}" (up to {amount2} to {text6}).':
    'Comptabiliser l’argent de la banque ({text}) avec {text2} jusqu’à {amount} sur {text3}, par la règle « {text4} », au lieu de « {text5} » (jusqu’à {amount2} sur {text6}).',
  'Post money {text} of the bank with {text2} up to {amount} to {text3}, by the rule "{text4}".':
    'Comptabiliser l’argent de la banque ({text}) avec {text2} jusqu’à {amount} sur {text3}, par la règle « {text4} ».',
  '{amount} paid {text} of payment file {text2} by check {text3}: the bank names it.':
    '{amount} ont payé {text} du fichier de paiement {text2} par chèque {text3} : la banque le cite.',
  '{amount} paid {text} of payment file {text2} by check {text3}: the bank names them.':
    '{amount} ont payé {text} du fichier de paiement {text2} par chèque {text3} : la banque les cite.',
  '{amount} paid {text} of payment file {text2}: the bank names it.':
    '{amount} ont payé {text} du fichier de paiement {text2} : la banque le cite.',
  '{amount} paid {text} of payment file {text2}: the bank names them.':
    '{amount} ont payé {text} du fichier de paiement {text2} : la banque les cite.',
  '{amount} paid {text} by check {text2}: the bank names it.':
    '{amount} ont payé {text} par chèque {text2} : la banque le cite.',
  '{amount} paid {text} by check {text2}: the bank names them.':
    '{amount} ont payé {text} par chèque {text2} : la banque les cite.',
  '{text}: {text2} ({text3}) is closed since {day} and takes no more files; open it again first.':
    '{text} : {text2} ({text3}) est fermé depuis le {day} et n’accepte plus de fichiers ; rouvrez-le d’abord.',
  'Letters of {text} tell customers to pay to {text2} instead of {text3}.':
    'Les lettres de {text} demandent aux clients de payer sur {text2} au lieu de {text3}.',
  'Overtaken: {text} keeps {text2} on a special account.': 'Dépassé : {text} tient {text2} sur un compte spécial.',
  'The ERP refused that it pays {list} ({text}) and gave no reason.':
    'L’ERP a refusé qu’il paie {list} ({text}) sans donner de motif.',
  'The ERP refused that it pays {list} ({text}): {text2}.': 'L’ERP a refusé qu’il paie {list} ({text}) : {text2}.',
  'The items are open again and the money is on account: apply it anew once that is put right in the ERP, or to something else.':
    'Les postes sont de nouveau ouverts et l’argent est en compte : affectez-le de nouveau une fois que c’est corrigé dans l’ERP, ou à autre chose.',
  'Overtaken: {text} cleared {text2} itself.': 'Dépassé : {text} a soldé lui-même {text2}.',
  'Overtaken: what it was applied to has another amount or another account in {text}.':
    'Dépassé : ce à quoi il était affecté a un autre montant ou un autre compte dans {text}.',
  'This comes from outside or always takes two persons.':
    'Cela vient de l’extérieur ou demande toujours deux personnes.',
  'A limit belongs to a role or to a person: name one of them.':
    'Une limite appartient à un rôle ou à une personne : indiquez l’un des deux.',
  'This action has no amount.': 'Cette action n’a pas de montant.',
  'Name the currency of the amounts.': 'Indiquez la devise des montants.',
  'A limit per customer names its period: month, quarter or year.':
    'Une limite par client indique sa période : mois, trimestre ou année.',
  'An approving role goes with the mode with_approval.': 'Un rôle approbateur va avec le mode with_approval.',
  'Nobody approves the own request, whichever account is used.':
    'Personne n’approuve sa propre demande, quel que soit le compte utilisé.',
  'Only a person approves; software asks.': 'Seule une personne approuve ; un logiciel demande.',
  'The requester holds no authority to ask for this any more.': 'Le demandeur n’a plus le pouvoir de demander cela.',
  'Whoever acts for somebody does not approve what that person asks for.':
    'Qui agit pour quelqu’un n’approuve pas ce que cette personne demande.',
  'You may not approve this.': 'Vous ne pouvez pas approuver cela.',
  'Only a {word} may approve this.': 'Seul peut l’approuver : {word}.',
  'Row {count} has an amount but names no document and no date; it was left out.':
    'La ligne {count} a un montant mais ne cite ni pièce ni date ; elle a été laissée de côté.',
  'Row {count} has an amount but names no document; it was left out.':
    'La ligne {count} a un montant mais ne cite pas de pièce ; elle a été laissée de côté.',
  'One line is in another currency than {code}; compare it in a statement of its own.':
    'Une ligne est dans une autre devise que {code} ; comparez-la dans un relevé à part.',
  '{count} lines are in another currency than {code}; compare them in a statement of their own.':
    '{count} lignes sont dans une autre devise que {code} ; comparez-les dans un relevé à part.',
  'Statement {text} of an unnamed account does not foot: {amount} is missing.':
    'Le relevé {text} d’un compte non nommé ne tombe pas juste : il manque {amount}.',
  'Statement {text} of {text2} does not foot: {amount} is missing.':
    'Le relevé {text} de {text2} ne tombe pas juste : il manque {amount}.',
  'The lines of payment {text} sum to {amount}, but it is {amount2}.':
    'Les lignes du paiement {text} totalisent {amount}, mais il est de {amount2}.',
  "The file's last record counts {count} records, but there are {count2}.":
    'Le dernier enregistrement du fichier en compte {count}, mais il y en a {count2}.',
  'The group is {text}; its entries inform only.': 'Le groupe est {text} ; ses écritures ne font qu’informer.',
  'The group corrects one that was sent before.': 'Le groupe corrige un groupe envoyé auparavant.',
  'Account {text} has type {text2} twice; the first was taken.':
    'Le compte {text} a deux fois le type {text2} ; le premier a été pris.',
  'Type {text} is neither a credit nor a debit; the record was left out.':
    'Le type {text} n’est ni un crédit ni un débit ; l’enregistrement a été laissé de côté.',
  'The trailer of {text} counts {text2}, but there are {count}.':
    'L’enregistrement final de {text} compte {text2}, mais il y en a {count}.',
  '{text} does not say debit or credit; its amount is taken as written.':
    '{text} ne dit ni débit ni crédit ; son montant est pris tel quel.',
  '{text}: the payments of the batch do not sum to the entry.':
    '{text} : les paiements du lot ne totalisent pas l’écriture.',
  '{text}: the documents do not sum to the payment.': '{text} : les pièces ne totalisent pas le paiement.',
  'The trailer counts {count} records, but there are {count2}.':
    'L’enregistrement final en compte {count}, mais il y en a {count2}.',
  "Line {count} is in {code}, not in the account's {code2}; it was left out.":
    'La ligne {count} est en {code}, non en {code2} comme le compte ; elle a été laissée de côté.',
  'Day and month cannot be told apart in this file; day before month was taken.':
    'Jour et mois ne se distinguent pas dans ce fichier ; le jour avant le mois a été retenu.',
  'Row {count} ("{text}") is no bank line; it was left out.':
    'La ligne {count} (« {text} ») n’est pas une ligne bancaire ; elle a été laissée de côté.',
  'Sheet "{text}" holds no bank lines of a known layout; it was left out.':
    'La feuille « {text} » ne contient pas de lignes bancaires d’un format connu ; elle a été laissée de côté.',
  'The statement does not say its currency; two decimals are taken.':
    'Le relevé ne dit pas sa devise ; deux décimales sont retenues.',
  'Field {text} stands after the end of a message; it was left out.':
    'Le champ {text} se trouve après la fin d’un message ; il a été laissé de côté.',
  'Statement fields without field 20: read as a fragment.': 'Champs de relevé sans champ 20 : lus comme un fragment.',
  'Field {text} states {text2}, but {count} were read that sum to {text3} minor units.':
    'Le champ {text} indique {text2}, mais {count} ont été lus qui totalisent {text3} unités mineures.',
  '"{text}" has no currency; it was left out.': '« {text} » n’a pas de devise ; il a été laissé de côté.',
  '{text} is no calendar day; the last day of its month was taken.':
    '{text} n’est pas un jour du calendrier ; le dernier jour de son mois a été pris.',
  'The bank gave no statement here; it answered {text}.':
    'La banque n’a donné ici aucun relevé ; elle a répondu {text}.',
  'FITID {text} corrects {text2}, which the bank sent before; it informs only.':
    'FITID {text} corrige {text2}, que la banque a envoyé auparavant ; l’écriture n’est qu’indicative.',
  'FITID {text} stands twice; both entries were taken.':
    'FITID {text} figure deux fois ; les deux écritures ont été prises.',
  'The statement does not say its account.': 'Le relevé ne dit pas son compte.',
  'The file ends without its trailer (record 9); it may be cut.':
    'Le fichier se termine sans son enregistrement final (9) ; il est peut-être coupé.',
  'The total of the {text} says {count} checks of {count2} cents, it holds {count3} of {count4}.':
    'Le total de {text} indique {count} chèques pour {count2} centimes, il en contient {count3} pour {count4}.',
  'Entries stand without the header of their batch.': 'Des écritures sont sans l’en-tête de leur lot.',
  'Line {count} has {count2} characters instead of 94.': 'La ligne {count} a {count2} caractères au lieu de 94.',
  'A batch begins before the control of the one before.': 'Un lot commence avant le contrôle du précédent.',
  'An addenda stands before any entry; it was left out.':
    'Un complément précède toute écriture ; il a été laissé de côté.',
  'A batch control stands without its batch.': 'Un contrôle de lot est sans son lot.',
  'The last batch has no control.': 'Le dernier lot n’a pas de contrôle.',
  'The file has no control.': 'Le fichier n’a pas de contrôle.',
  'The batch sums to {count} debit and {count2} credit, but its control says {count3} and {count4}.':
    'Le lot totalise {count} au débit et {count2} au crédit, mais son contrôle dit {count3} et {count4}.',
  'The batch control counts {count} entries and addenda, but there are {count2}.':
    'Le contrôle du lot compte {count} écritures et compléments, mais il y en a {count2}.',
  'The file sums to {count} debit and {count2} credit, but its control says {count3} and {count4}.':
    'Le fichier totalise {count} au débit et {count2} au crédit, mais son contrôle dit {count3} et {count4}.',
  'The file control counts {count} entries and addenda, but there are {count2}.':
    'Le contrôle du fichier compte {count} écritures et compléments, mais il y en a {count2}.',
  'Page {count} is a picture; look whether its figures were read right.':
    'La page {count} est une image ; vérifiez que ses chiffres ont été bien lus.',
  'Page {count} was hardly legible at {text}.': 'La page {count} était à peine lisible à {text}.',
  'Segment {count} ({text}): {text2}.': 'Segment {count} ({text}) : {text2}.',
  'The lockbox deposit {text} gives its total but no payments.':
    'La remise de lockbox {text} donne son total mais aucun paiement.',
  'The reasons of adjustment {text} sum to {amount}, but it is {amount2}.':
    'Les motifs de l’ajustement {text} totalisent {amount}, mais il est de {amount2}.',
  'Segment {count} (BCD): its reasons are about several documents and do not all say their amount; it was taken as one adjustment.':
    'Segment {count} (BCD) : ses motifs portent sur plusieurs pièces et ne disent pas tous leur montant ; il est pris comme un seul ajustement.',
  'Segment {count} (CDD): it names {text} without an amount of each; its document was left open.':
    'Segment {count} (CDD) : il cite {text} sans montant pour chacune ; sa pièce est restée ouverte.',
  'Its name holds control characters.': 'Son nom contient des caractères de contrôle.',
  'It is a link; copy the file itself into the folder.': 'C’est un lien ; copiez le fichier lui-même dans le dossier.',
  'Folders are read {count} deep.': 'Les dossiers sont lus sur {count} niveaux.',
  'It is no file.': 'Ce n’est pas un fichier.',
  'Only PDF files are attached.': 'Seuls des fichiers PDF sont joints.',
  'This identity stands in row {count} already; the identity that the mapping declares must tell every item from every other.':
    'Cette identité figure déjà à la ligne {count} ; l’identité de la correspondance doit distinguer chaque poste des autres.',
  'A part of the item’s identity is empty.': 'Une partie de l’identité du poste est vide.',
  '"{text}" is no document type; the mapping\'s "values" say what the ERP\'s types mean.':
    '« {text} » n’est pas un type de pièce ; « values » de la correspondance dit ce que signifient les types de l’ERP.',
  'The mapping does not say what the special G/L indicator "{text}" is; name its control account in "specialGlAccounts", or the indicator in "notedIndicators".':
    'La correspondance ne dit pas ce qu’est l’indicateur spécial « {text} » ; indiquez son compte dans « specialGlAccounts », ou l’indicateur dans « notedIndicators ».',
  '"{text}" is neither a debit ({text2}) nor a credit ({text3}).':
    '« {text} » n’est ni un débit ({text2}) ni un crédit ({text3}).',
  'An item of nothing cannot be mirrored.': 'Un poste de montant nul ne peut pas être reflété.',
  'What is open must lie between zero and the amount, on its side.':
    'Ce qui est ouvert doit être entre zéro et le montant, de son côté.',
  '{amount} were refunded by the service, and no open credit is named that it pays out.':
    '{amount} ont été remboursés par le service, et aucun avoir ouvert n’est cité qu’il paierait.',
  '{amount} paid {text}: the bank names it.': '{amount} ont payé {text} : la banque le cite.',
  '{amount} paid {text}: the bank names them.': '{amount} ont payé {text} : la banque les cite.',
  '{amount} came back: the bank could not deliver {text}, which is due again.':
    '{amount} sont revenus : la banque n’a pas pu remettre {text}, de nouveau dû.',
  '{text} Left aside: {count} line.': '{text} Laissée de côté : {count} ligne.',
  '{text} Left aside: {count} lines.': '{text} Laissées de côté : {count} lignes.',
  '{text} is closed since {day} and takes no more files; open it again first.':
    '{text} est fermé depuis le {day} et n’accepte plus de fichiers ; rouvrez-le d’abord.',
  '{text}: account {text2} in {text3} is no bank account of the company that the file is brought for; set it up first (Settings, Companies).':
    '{text} : le compte {text2} en {text3} n’est pas un compte bancaire de la société pour laquelle le fichier est apporté ; créez-le d’abord (Réglages, Sociétés).',
  '{text}: account {text2} in {text3} is no bank account of ours; set it up first (Settings, Companies).':
    '{text} : le compte {text2} en {text3} n’est pas un de nos comptes bancaires ; créez-le d’abord (Réglages, Sociétés).',
  '{amount} is a batch of {count} payments that came back and that the bank lists: each is a return of its own.':
    '{amount} est un lot de {count} paiements rejetés que la banque énumère : chacun est un retour à part.',
  '{amount} is a batch of {count} payments that the bank lists: each is money of its own.':
    '{amount} est un lot de {count} paiements que la banque énumère : chacun est de l’argent à part.',
  'The bank took it back on {day}{text}: {text2}.': 'La banque l’a repris le {day}{text} : {text2}.',
  'An advice told that it came back ({text}): {text2}.': 'Un avis a annoncé son retour ({text}) : {text2}.',
  '{sentence} A person may split it: {parts}.': '{sentence} Une personne peut le répartir : {parts}.',
  '{sentence} It cannot be split as it stands: {parts}.': '{sentence} Il ne peut pas être réparti tel quel : {parts}.',
  '{text} is one payment for several companies.': '{text} est un paiement pour plusieurs sociétés.',
  '{amount} of {text} pays {list}, as its payer names it beside documents of other companies.':
    '{amount} de {text} paient {list}, comme son payeur le cite à côté de pièces d’autres sociétés.',
  'It tells that an earlier payment came back ({text}); it waits among the returned payments.':
    'Il annonce le retour d’un paiement antérieur ({text}) ; il attend parmi les paiements rejetés.',
  'Its money, {amount}, went back; it waits for another payment.':
    'Son argent, {amount}, est reparti ; il attend un autre paiement.',
  'Refund {text} of {amount} to customer {text2}, insolvent since {day}, is on its way (payment file {text3} of {text4}): have the bank stop it.':
    'Le remboursement {text} de {amount} au client {text2}, insolvable depuis le {day}, est en route (fichier de paiement {text3} de {text4}) : faites-le arrêter par la banque.',
  'Refund {text} of {amount} to customer {text2}, insolvent since {day}, is on its way (check {text3} of {text4}): have the bank stop it.':
    'Le remboursement {text} de {amount} au client {text2}, insolvable depuis le {day}, est en route (chèque {text3} de {text4}) : faites-le arrêter par la banque.',
  'It came back before.': 'Il est déjà revenu.',
  '{text} is paid by check {text2}, which may be presented any moment: void or stop it first.':
    '{text} est payé par le chèque {text2}, qui peut être présenté à tout moment : annulez-le ou opposez-vous d’abord.',
  '{text} stands in payment file {text2} and may be paid any moment: withdraw it there first.':
    '{text} figure dans le fichier de paiement {text2} et peut être payé à tout moment : retirez-le d’abord de là.',
  'The bank paid {text} on {day}; the money is gone.': 'La banque a payé {text} le {day} ; l’argent est parti.',
  'We have no such document.': 'Nous n’avons pas cette pièce.',
  'It is not known which customer announces it.': 'On ne sait pas quel client l’annonce.',
  '{text} is a document of {text2}, and {text3} does not pay for that customer.':
    '{text} est une pièce de {text2}, et {text3} ne paie pas pour ce client.',
  'Several documents have this number.': 'Plusieurs pièces ont ce numéro.',
  '{text} has {amount} open; a memo is posted in the ERP.':
    '{text} a {amount} d’ouvert ; l’avis se comptabilise dans l’ERP.',
  '{amount} of {text}, settlement {text2}: {text3}.': '{amount} de {text}, règlement {text2} : {text3}.',
  'The ERP owns the documents of this company and pays its refunds; the export tells it which.':
    'L’ERP tient les pièces de cette société et paie ses remboursements ; l’export lui dit lesquels.',
  'The ERP owns the documents of this company and pays its refunds.':
    'L’ERP tient les pièces de cette société et paie ses remboursements.',
  "The customer is insolvent since {day} and may not be paid at its old account: have the administrator's account put in force as the customer's bank account, reverse this refund and refund the credit again.":
    'Le client est insolvable depuis le {day} et ne peut être payé sur son ancien compte : faites mettre en vigueur le compte de l’administrateur judiciaire, annulez ce remboursement et remboursez de nouveau l’avoir.',
  'No account was kept with this refund: pay it by check, or reverse it and refund the credit again, then it names one.':
    'Aucun compte n’est gardé avec ce remboursement : payez-le par chèque, ou annulez-le et remboursez de nouveau l’avoir, il en citera alors un.',
  'The company has no bank account in {code} in use: set one up first.':
    'La société n’a pas de compte bancaire en {code} en service : créez-en un d’abord.',
  'One SEPA credit transfer carries EUR 999,999,999.99 at most: refund the credit in parts.':
    'Un virement SEPA porte au plus 999 999 999,99 EUR : remboursez l’avoir en plusieurs fois.',
  "The bank of {text} is not known (BIC, or the routing number of {code}): have the customer's account put in force with it, then refund again to that account.":
    'La banque de {text} n’est pas connue (BIC, ou code bancaire de {code}) : faites mettre en vigueur le compte du client avec elle, puis remboursez de nouveau sur ce compte.',
  'The customer is insolvent since {day}: only the administrator may be paid, whose account is to be put in force first.':
    'Le client est insolvable depuis le {day} : seul l’administrateur judiciaire peut être payé, dont le compte est d’abord à mettre en vigueur.',
  'The account pays in another currency than {code}.': 'Le compte paie dans une autre devise que {code}.',
  'Call about the payment that came back.': 'Appelez au sujet du paiement revenu.',
  '{text} cleared {text2} itself by {text3}.': '{text} a soldé lui-même {text2} par {text3}.',
  '{text} cleared {text2} itself.': '{text} a soldé lui-même {text2}.',
  '{text} confirmed, but on {day} shows more of {text2} open than that.':
    '{text} a confirmé, mais montre au {day} plus d’ouvert sur {text2}.',
  '{text} posted the receipt {text2} as well.': '{text} a aussi comptabilisé l’encaissement {text2}.',
  'It is the receipt {text}, which is applied here, but the ERP keeps it on a special account; take its application back, or have the ERP clear it.':
    'C’est l’encaissement {text}, lettré ici, mais l’ERP le tient sur un compte spécial ; reprenez son lettrage, ou faites-le solder par l’ERP.',
  '{text} is {text2} in {text3}, which keeps it otherwise; it counts once, there.':
    '{text} est {text2} dans {text3}, qui le tient autrement ; il compte une fois, là-bas.',
  '{text} is the money of {text2}, which {text3} keeps on a special account; it counts once, there.':
    '{text} est l’argent de {text2}, que {text3} tient sur un compte spécial ; il compte une fois, là-bas.',
  '{text} mirrored from {text2}, key date {day}.': '{text} reflété de {text2}, date clé {day}.',
  '{text} was closed: its amount or its account is another one in {text2}.':
    '{text} a été fermé : son montant ou son compte est un autre dans {text2}.',
  'What it was netted with stood here twice.': 'Ce avec quoi il était compensé figurait ici deux fois.',
  'Overtaken: what it was applied to stood here twice.': 'Dépassé : ce à quoi il était affecté figurait ici deux fois.',
  '{text} is {text2}, which was moved out of an invoice here before; it counts once.':
    '{text} est {text2}, qui avait déjà été sorti d’une facture ici ; il compte une seule fois.',
  'What it was netted with has another amount or another account in {text}.':
    'Ce avec quoi il était compensé a un autre montant ou un autre compte dans {text}.',
  '{text} is no longer linked to {text2} as an open item in {text3}.':
    '{text} n’est plus lié à {text2} comme poste ouvert dans {text3}.',
  '{text} was closed in {text2} by {text3}.': '{text} a été fermé dans {text2} par {text3}.',
  '{text} is closed in {text2}, clearing unknown: the full load of {day} does not name it.':
    '{text} est fermé dans {text2}, lettrage inconnu : le chargement complet du {day} ne le cite pas.',
  '{text} has less open in {text2}.': '{text} a moins d’ouvert dans {text2}.',
  '{text} belongs to {text2} in {text3}; the invoice shows the net.':
    '{text} appartient à {text2} dans {text3} ; la facture montre le net.',
  'Taken back here before it was exported.': 'Repris ici avant d’être exporté.',
  'It is the money of {text} in the ERP, which says what it pays.':
    'C’est l’argent de {text} dans l’ERP, qui dit ce qu’il paie.',
  'It is the money of {text} in the ERP, which is in the books already and cleared there; it counts once.':
    'C’est l’argent de {text} dans l’ERP, déjà dans les livres et lettré là-bas ; il compte une fois.',
  'It is the money of {text}, which the ERP keeps on a special account; it counts once, there.':
    'C’est l’argent de {text}, que l’ERP tient sur un compte spécial ; il compte une fois, là-bas.',
  '{text} in the ERP is the money of the receipt {text2}; it counts once.':
    '{text} dans l’ERP est l’argent de l’encaissement {text2} ; il compte une fois.',
  '{text} stands twice in this file; only the first was taken.':
    '{text} figure deux fois dans ce fichier ; seul le premier a été pris.',
  'The parent "{text}" is a bad row itself.': 'Le client parent « {text} » est lui-même une ligne erronée.',
  '"{text}" is not an ISO 3166 country code of two letters.':
    '« {text} » n’est pas un code pays ISO 3166 de deux lettres.',
  '"{text}" is not an ISO 3166 country.': '« {text} » n’est pas un pays ISO 3166.',
  '"{text}" is not a language code of two letters.': '« {text} » n’est pas un code langue de deux lettres.',
  '"{text}" is not an IANA time zone.': '« {text} » n’est pas un fuseau horaire IANA.',
  'There is no payment term "{text}".': 'Il n’y a pas de condition de paiement « {text} ».',
  'There is no portfolio "{text}".': 'Il n’y a pas de portefeuille « {text} ».',
  'There is no customer "{text}" in company {text2}.': 'Il n’y a pas de client « {text} » dans la société {text2}.',
  'There is no customer "{text}" in company {text2}; import the customer, or renumber the one whose number it is now.':
    'Il n’y a pas de client « {text} » dans la société {text2} ; importez-le, ou renumérotez celui dont c’est le numéro maintenant.',
  'There is no customer "{text}".': 'Il n’y a pas de client « {text} ».',
  'A customer cannot be its own parent.': 'Un client ne peut pas être son propre parent.',
  'The parents of {text} and "{text2}" go in a circle; one of them has none.':
    'Les clients parents de {text} et « {text2} » forment un cercle ; l’un d’eux n’en a pas.',
  'The parent "{text}" has no account in company {text2}; bring it there first.':
    'Le client parent « {text} » n’a pas de compte dans la société {text2} ; apportez-le d’abord là.',
  'The parent "{text}" has a parent itself, {text2}; a branch stands below the head office, not below a branch.':
    'Le client parent « {text} » a lui-même un parent, {text2} ; une succursale dépend du siège, pas d’une succursale.',
  '{text} is the parent of {text2}, and so cannot stand below "{text3}".':
    '{text} est le parent de {text2} et ne peut donc pas dépendre de « {text3} ».',
  '"{text}" is not an e-mail address.': '« {text} » n’est pas une adresse e-mail.',
  '{text} is posted already with another customer, currency or amount; a posted document is not changed.':
    '{text} est déjà comptabilisé avec un autre client, une autre devise ou un autre montant ; une pièce comptabilisée ne se modifie pas.',
  'The month {month} is closed.': 'Le mois {month} est clos.',
  'There is no exchange rate from {code} to {code2} for {day}.':
    'Il n’y a pas de cours de {code} à {code2} pour le {day}.',
  'There is no exchange rate from {code} to {code2} for {day}; record one, or map "companyAmount".':
    'Il n’y a pas de cours de {code} à {code2} pour le {day} ; enregistrez-en un, ou associez « companyAmount ».',
  'The customer has no document "{text}", here or in this file.':
    'Le client n’a pas de pièce « {text} », ni ici ni dans ce fichier.',
  'An item of nothing cannot be posted.': 'Un poste de montant nul ne peut pas être comptabilisé.',
  '"{text}" is none of {text2}; say in the mapping what it means.':
    '« {text} » n’est aucun de {text2} ; dites dans la correspondance ce qu’il signifie.',
  '{word}: the amount is positive; a negative amount is a credit_memo.':
    '{word} : le montant est positif ; un montant négatif est un avoir (credit_memo).',
  'The tax is larger than the amount.': 'La taxe est supérieure au montant.',
  'There is no tax code "{text}" of {text2} on {day}.': 'Il n’y a pas de code de taxe « {text} » de {text2} au {day}.',
  'There is no reason code "{text}".': 'Il n’y a pas de code motif « {text} ».',
  'A document on a collective account names whose it is.': 'Une pièce sur un compte collectif dit de qui elle est.',
  'Only a document on a collective account names a party.': 'Seule une pièce sur un compte collectif cite une partie.',
  '{text} of supplier {text2} is offered with another amount already; withdraw that first.':
    '{text} du fournisseur {text2} est déjà proposé avec un autre montant ; retirez-le d’abord.',
  'What we owe is positive; a credit of the supplier is not offered.':
    'Ce que nous devons est positif ; un avoir du fournisseur n’est pas proposé.',
  '{text}: {count} rows were bad; they lie beside it with their reasons.':
    '{text} : {count} lignes étaient erronées ; elles se trouvent à côté avec leurs motifs.',
  'Asked for approval; it is reversed once it is approved.':
    'L’approbation est demandée ; il est contre-passé dès qu’elle est donnée.',
  'It was cleared or partly cleared since.': 'Il a été soldé, en tout ou partie, depuis.',
  'It can be told now: the next load or day run takes it in.':
    'On peut le reconnaître : le prochain chargement ou traitement du jour le reprend.',
  'It shows {day}, but today is {day2}; declare the day that it shows.':
    'Il montre le {day}, mais nous sommes le {day2} ; déclarez le jour qu’il montre.',
  'It shows {day}, but {text} was read up to {day2} already; an older snapshot changes nothing.':
    'Il montre le {day}, mais {text} est déjà lu jusqu’au {day2} ; un état plus ancien ne change rien.',
  'It holds the changes after {day}, but {text} was never read in full; what lies between is missing.':
    'Il contient les changements après le {day}, mais {text} n’a jamais été lu en entier ; ce qui est entre manque.',
  'It holds the changes after {day}, but {text} was read only up to {day2}; what lies between is missing.':
    'Il contient les changements après le {day}, mais {text} n’a été lu que jusqu’au {day2} ; ce qui est entre manque.',
  'It is taken in by itself once that has come.': 'Il est repris de lui-même dès que cela est arrivé.',
  'It declares no count, so a file that was cut short cannot be told from a whole one.':
    'Il ne déclare pas de nombre : un fichier coupé ne se distingue pas d’un fichier entier.',
  'It declares no total, so a file that was cut short cannot be told from a whole one.':
    'Il ne déclare pas de total : un fichier coupé ne se distingue pas d’un fichier entier.',
  'It declares {count} items, but holds {count2}.': 'Il déclare {count} postes, mais en contient {count2}.',
  '{count} rows have no readable identity, so what is missing from the file cannot be told.':
    '{count} lignes n’ont pas d’identité lisible : on ne peut dire ce qui manque dans le fichier.',
  'It does not name {count} of {count2} open items; more than {percent} % at once is looked at by a person.':
    'Il ne cite pas {count} de {count2} postes ouverts ; plus de {percent} % d’un coup est examiné par une personne.',
  'Its key date lies in {month}, which is closed here; reopen the month or send a later key date.':
    'Sa date clé est en {month}, clos ici ; rouvrez le mois ou envoyez une date clé plus tardive.',
  'It declares {text}, but its items sum to {text2}.': 'Il déclare {text}, mais ses postes totalisent {text2}.',
  '{text} stands on another customer here; if that customer was renumbered or merged, say so there.':
    '{text} est ici chez un autre client ; si celui-ci a été renuméroté ou fusionné, dites-le là.',
  '{text} is a noted item here; an item does not change between the two.':
    '{text} est ici un poste noté ; un poste ne passe pas de l’un à l’autre.',
  '{text} is an item of the balance here; an item does not change between the two.':
    '{text} est ici un poste du solde ; un poste ne passe pas de l’un à l’autre.',
  '{text} stands on a collective account; the list says whose it is by the columns that the mapping names as "partyName" and "partyCountry".':
    '{text} est sur un compte collectif ; la liste dit de qui il est par les colonnes « partyName » et « partyCountry » de la correspondance.',
  'A payment in the ERP of {amount} lies {count} days away; a person says whether it is the same money.':
    'Un paiement dans l’ERP de {amount} est à {count} jours ; une personne dit si c’est le même argent.',
  'A receipt here of {amount} lies {count} days away; a person says whether it is the same money.':
    'Un encaissement ici de {amount} est à {count} jours ; une personne dit si c’est le même argent.',
  'A payment in the ERP of {amount} stands on another customer’s account; a person says whether it is the same money.':
    'Un paiement dans l’ERP de {amount} est sur le compte d’un autre client ; une personne dit si c’est le même argent.',
  'A receipt here of {amount} stands on another customer’s account; a person says whether it is the same money.':
    'Un encaissement ici de {amount} est sur le compte d’un autre client ; une personne dit si c’est le même argent.',
  '{count} payments in the ERP are of {amount}; a person says which it is.':
    '{count} paiements dans l’ERP sont de {amount} ; une personne dit lequel c’est.',
  '{count} receipts here are of {amount}; a person says which it is.':
    '{count} encaissements ici sont de {amount} ; une personne dit lequel c’est.',
  'The bank is read up to no day; its receipt may still come.':
    'La banque n’est pas encore lue ; son encaissement peut encore venir.',
  'The bank is read up to {day}; its receipt may still come.':
    'La banque est lue jusqu’au {day} ; son encaissement peut encore venir.',
  'A newer load of {text} with key date {day} was taken in.':
    'Un chargement plus récent de {text} à la date clé du {day} a été repris.',
  'The same file came again as load {text}, declared or read otherwise.':
    'Le même fichier est revenu comme chargement {text}, déclaré ou lu autrement.',
  'Documents are missing: {text}.': 'Des documents manquent : {text}.',
  'Request or attach them first.': 'Demandez-les ou joignez-les d’abord.',
  'Nobody has looked at what the customer handed in: {text}.':
    'Personne n’a examiné ce que le client a remis : {text}.',
  'Say that it counts, or does not.': 'Dites si cela compte ou non.',
  '{amount}: {list} against {list2} of customer {text}, up to {count} days overdue; {text2}.':
    '{amount} : {list} contre {list2} du client {text}, jusqu’à {count} jours de retard ; {text2}.',
  '{amount}: {list} against {list2} of customer {text}, not overdue; {text2}.':
    '{amount} : {list} contre {list2} du client {text}, non échus ; {text2}.',
  'Customer {text} cannot be asked about a credit: {text2}.':
    'Le client {text} ne peut être interrogé sur un avoir : {text2}.',
  '{count} messages may or may not have left; a person decides.':
    'De {count} messages, on ne sait s’ils sont partis ; une personne décide.',
  'They wait to be printed.': 'Elles attendent l’impression.',
  'Weekdays are numbers from 1 (Monday) to 7 (Sunday), at least one.':
    'Les jours de la semaine sont des nombres de 1 (lundi) à 7 (dimanche), au moins un.',
  'The day run needs a time of day HH:MM.': 'Le traitement du jour demande une heure HH:MM.',
  'The {text} runs every so many minutes, 1 to 1440.': '{text} s’exécute toutes les tant de minutes, de 1 à 1440.',
  '{text}: the statement from {day} opens with {amount}, but the one before it closed on {day2} with {text2}; a statement between them is missing.':
    '{text} : le relevé du {day} s’ouvre à {amount}, mais le précédent s’est clos le {day2} à {text2} ; un relevé manque entre les deux.',
  'Statement {text} is held.': 'Le relevé {text} est retenu.',
  '{text}: line {text2} of {amount} is posted and reversed on the account in the ledger.':
    '{text} : la ligne {text2} de {amount} est comptabilisée et annulée sur le compte du grand livre.',
  '{text}: line {text2} of {amount} is posted with {text3} on the account in the ledger.':
    '{text} : la ligne {text2} de {amount} est comptabilisée pour {text3} sur le compte du grand livre.',
  '{text}: {amount} were posted by hand ({count} postings), and the bank has not booked them.':
    '{text} : {amount} ont été comptabilisés à la main ({count} écritures), et la banque ne les a pas comptabilisés.',
  'Its content is not a PDF, whatever its name says.': 'Son contenu n’est pas un PDF, quoi que dise son nom.',
  "{count} documents may be meant (customers {text}); put the file into a folder named by the customer's number.":
    '{count} pièces peuvent être visées (clients {text}) ; placez le fichier dans un dossier au numéro du client.',
  'There is no document with this number; the name is the number, or a word of the kind and the number.':
    'Il n’y a pas de pièce à ce numéro ; le nom est le numéro, ou un mot du type et le numéro.',
  'It sends statements only on movement.': 'Elle n’envoie des relevés qu’en cas de mouvement.',
  'The schema is older than this program; it is brought up to date at the next start.':
    'Le schéma est plus ancien que ce programme ; il est mis à jour au prochain démarrage.',
  'The schema is newer than this program; start the version that migrated it.':
    'Le schéma est plus récent que ce programme ; démarrez la version qui l’a migré.',
  'Field {text} states {text2} {text3} of {text4} {text5}, but {count} were read that sum to {text6} minor units.':
    'Le champ {text} indique {text2} {text3} de {text4} {text5}, mais {count} ont été lus qui totalisent {text6} unités mineures.',
  '":{text}:{text2}" has no currency; it was left out.':
    '« :{text}:{text2} » n’a pas de devise ; il a été laissé de côté.',
  'The file has no header.': 'Le fichier n’a pas d’en-tête.',
  'Post a {word} of {amount} on customer {text} for {text2}, by its adjustment {text3}.':
    'Comptabiliser « {word} » de {amount} chez le client {text} pour {text2}, selon son ajustement {text3}.',
  'Void check {text} of {amount} to customer {text2}: refund {text3} is due again, and the bank was told not to pay it.':
    'Annuler le chèque {text} de {amount} au client {text2} : le remboursement {text3} est de nouveau dû, et la banque a reçu l’ordre de ne pas le payer.',
  'Stop check {text} of {amount} to customer {text2}: refund {text3} is due again, and the bank never sees it.':
    'Opposition au chèque {text} de {amount} au client {text2} : le remboursement {text3} est de nouveau dû, et la banque ne le verra jamais.',
  'This money is {text}: take that back first.': 'Cet argent est {text} : reprenez cela d’abord.',
  'The report contradicts itself in {text} and more.': 'Le rapport se contredit dans {text} et plus.',
  'Letters of {text} tell customers to pay to {text2}.':
    'Les lettres de {text} demandent aux clients de payer sur {text2}.',
  'The claim has become uncollectible.': 'La créance est devenue irrécouvrable.',
  'Written off, and six months have passed since the later of the due day and the supply.':
    'Passée en perte, et six mois ont passé depuis l’échéance ou la livraison, la plus tardive.',
  'Uncollectible, at the latest one year after the due day.': 'Irrécouvrable, au plus tard un an après l’échéance.',
  '{text} is not in the file store any more.': '{text} n’est plus dans le stockage de fichiers.',
  'The program was stopped while the message left.': 'Le programme a été arrêté pendant que le message partait.',
  'Found at the transport after an interruption.': 'Trouvé au transport après une interruption.',
  'Written to the outbox folder.': 'Écrit dans le dossier d’envoi.',
  'Written to the letters folder.': 'Écrit dans le dossier des lettres.',
  'It declares {text}, but its items sum to {text2}{text3}.':
    'Il déclare {text}, mais ses postes totalisent {text2}{text3}.',
  '"{text}" is not an ISO 4217 currency.': '« {text} » n’est pas une devise ISO 4217.',
  'Not prepared yet.': 'Pas encore préparé.',
  'Bank or ledger of this month have changed since it was signed.':
    'La banque ou le grand livre de ce mois ont changé depuis la signature.',
  '{text}, but paid other documents than it names.': '{text}, mais a payé d’autres pièces que celles qu’il cite.',
  '{text}, but it speaks of {amount}.': '{text}, mais il parle de {amount}.',
  '{text}; every document that it names is paid as it says.':
    '{text} ; chaque pièce qu’il cite est payée comme il le dit.',
  '{text}; it names no document.': '{text} ; il ne cite aucune pièce.',
  '{text}; {count} of the {count2} lines that name a document are paid by it.':
    '{text} ; {count} des {count2} lignes qui citent une pièce sont payées par lui.',
  '{text} is in {code}.': '{text} est en {code}.',
  '{text} is open again in {text2}.': '{text} est de nouveau ouvert dans {text2}.',
  '"{text}" is none of {text2}.': '« {text} » n’est aucun de {text2}.',
  '{text} is in {code} here; the identity must tell it from an item in {code2}.':
    '{text} est ici en {code} ; l’identité doit le distinguer d’un poste en {code2}.',
  '{text} was closed: {text2}.': '{text} a été fermé : {text2}.',
  '{text} was accepted.': '{text} a été accepté.',
  'Page {count} has a picture on which no word was read; only its text was taken.':
    'La page {count} porte une image sur laquelle aucun mot n’a été lu ; seul son texte a été repris.',
  'Segment {count} ({text}): the total of batch {text2} says {count2} checks of {amount}, it holds {count3} of {amount2}.':
    'Segment {count} ({text}) : le total du lot {text2} indique {count2} chèques de {amount}, il en contient {count3} de {amount2}.',
  'Segment {count} (DEP): the deposit says {amount}, its batches come to {amount2}.':
    'Segment {count} (DEP) : la remise indique {amount}, ses lots font {amount2}.',
  'Line {count}: {sentence}': 'Ligne {count} : {sentence}',
  '{amount} of {day} waits in the bank and equals what is due':
    '{amount} du {day} attendent à la banque et correspondent à ce qui est dû',
  '{amount} of {day} from a payer of nearly this name waits in the bank':
    '{amount} du {day} attendent à la banque, d’un payeur de nom presque identique',
  'there is neither an e-mail address nor a postal address': 'il n’y a ni adresse de courriel ni adresse postale',
  'mail to {text} came back and there is no postal address':
    'le courriel à {text} est revenu et il n’y a pas d’adresse postale',
  '{word} customers are not dunned': 'les clients du type « {word} » ne sont pas relancés',
  '{word} customers are asked by a person': 'les clients du type « {word} » sont interrogés par une personne',
  'nothing is due any more': 'plus rien n’est dû',
  'nothing is open any more': 'plus rien n’est ouvert',
  'the money is applied, or is somebody else’s': 'l’argent est affecté ou appartient à un autre',
  'the credits were applied or paid back, or are somebody else’s':
    'les avoirs ont été affectés ou remboursés, ou appartiennent à un autre',
  'the statement of {text} has gone out already': 'le relevé de compte de {text} est déjà parti',
  'the address is not on the list of the trial (DUNWELL_MAIL_ONLY_TO)':
    'l’adresse n’est pas sur la liste de l’essai (DUNWELL_MAIL_ONLY_TO)',
};
