/** What the audit trail says of deeds, in French. */
import type { Catalogue } from '../../language.ts';

export const deeds: Catalogue = {
  'Money of customers without a collector that no person was given has no owner from now on.':
    'L’argent de clients sans chargé de recouvrement qui n’est confié à personne n’a désormais pas de responsable.',
  'Money of customers without a collector that no person was given falls to one person from now on.':
    'L’argent de clients sans chargé de recouvrement qui n’est confié à personne revient désormais à une personne.',
  'Money of unknown payers that no person was given has no owner from now on.':
    'L’argent de payeurs inconnus qui n’est confié à personne n’a désormais pas de responsable.',
  'Money of unknown payers that no person was given falls to one person from now on.':
    'L’argent de payeurs inconnus qui n’est confié à personne revient désormais à une personne.',
  'The books were made to their end.': 'Les livres sont achevés.',
  'A delegation was revoked.': 'Une délégation a été révoquée.',
  'Actions that this version brought were given the limits that they begin with.':
    'Les actions que cette version apporte ont reçu leurs limites de départ.',
  'Actions without limits were given their defaults.': 'Les actions sans limite ont reçu leurs limites par défaut.',
  'Its content changed after it was asked for.': 'Son contenu a changé après la demande.',
  'A person changed the own password.': 'Une personne a changé son mot de passe.',
  'An account was closed.': 'Un compte d’accès a été fermé.',
  'A person was given an account.': 'Une personne a reçu un compte d’accès.',
  'A person was made known.': 'Une personne a été enregistrée.',
  'The role {word} was granted in every company.': 'Le rôle « {word} » a été accordé dans toutes les sociétés.',
  'The role {word} was granted in {text}.': 'Le rôle « {word} » a été accordé dans {text}.',
  'A person replaced a one-time password by an own one.':
    'Une personne a remplacé un mot de passe à usage unique par le sien.',
  'A person was given a one-time password.': 'Une personne a reçu un mot de passe à usage unique.',
  'An account was opened again, with a one-time password.':
    'Un compte d’accès a été rouvert avec un mot de passe à usage unique.',
  'A role was taken away.': 'Un rôle a été retiré.',
  'Cash application of {count} bank lines up to {day}.': 'Lettrage de {count} lignes bancaires jusqu’au {day}.',
  'Bank lines are posted by the rule "{text}" to account {text2}.':
    'Les lignes bancaires sont comptabilisées par la règle « {text} » sur le compte {text2}.',
  'Movements of the bank in {month} were posted by rule.':
    'Les mouvements bancaires de {month} ont été comptabilisés par règle.',
  'The bank paid refunds out.': 'La banque a payé des remboursements.',
  'The bank brought a refund back.': 'La banque a rapporté un remboursement.',
  'The bank account was closed.': 'Le compte bancaire a été fermé.',
  'The bank account was opened again.': 'Le compte bancaire a été rouvert.',
  'A control sample of the automatic postings of {month} was drawn.':
    'Un échantillon de contrôle des écritures automatiques de {month} a été tiré.',
  'A posting of the control sample was right.': 'Une écriture de l’échantillon de contrôle était juste.',
  'A posting of the control sample was wrong.': 'Une écriture de l’échantillon de contrôle était fausse.',
  'What became of the matching of the last {count} months was counted for {day}.':
    'Ce qu’est devenu le rapprochement des {count} derniers mois a été compté au {day}.',
  'Bank account {text} was set up.': 'Le compte bancaire {text} a été créé.',
  'The terms of the payment service {text} from {day} on were set.':
    'Les conditions du service de paiement {text} à partir du {day} ont été fixées.',
  'A person took back what was declined for receipt {text}.':
    'Une personne a repris ce qui avait été refusé pour l’encaissement {text}.',
  'A person took back that receipt {text} was left on account.':
    'Une personne a annulé que l’encaissement {text} reste sur le compte.',
  'What a person left on account may be proposed again; the next run looks.':
    'Ce qu’une personne a laissé sur le compte peut être proposé à nouveau ; le prochain passage regarde.',
  'What a person declined may be proposed again; the next run looks.':
    'Ce qu’une personne a refusé peut être proposé de nouveau ; le prochain traitement regarde.',
  'Checks were paid in on {day}.': 'Des chèques ont été remis le {day}.',
  'The bank credited a deposit of checks.': 'La banque a crédité une remise de chèques.',
  'The bank credited {count} batches of a lockbox.': 'La banque a crédité {count} lots d’une lockbox.',
  'Remittance advice {text} was read.': 'L’avis de paiement {text} a été lu.',
  'Bank file {text} was read.': 'Le fichier bancaire {text} a été lu.',
  'Settlement {text} of {text2} was read.': 'Le règlement {text} de {text2} a été lu.',
  'A corrected report came: {text}.': 'Un rapport corrigé est arrivé : {text}.',
  '{count} remittance advices were linked to their money.': '{count} avis de paiement ont été liés à leur argent.',
  'Remittance advice {text} was linked to receipt {text2} by a person.':
    'Une personne a lié l’avis {text} à l’encaissement {text2}.',
  '{text} brought it again.': '{text} l’a apporté de nouveau.',
  'Receipt {text} was given to who collects from its customer.':
    'L’encaissement {text} a été confié à qui relance son client.',
  'Receipt {text} was given to a person.': 'L’encaissement {text} a été confié à une personne.',
  'Money {text} that no person was given has no owner from now on.':
    'L’argent {text} qui n’est confié à personne n’a désormais pas de responsable.',
  'Money {text} that no person was given falls to one person from now on.':
    'L’argent {text} qui n’est confié à personne revient désormais à une personne.',
  'Credits without movement are dormant after {count} months from {day} on.':
    'Les avoirs sans mouvement sont dormants après {count} mois à partir du {day}.',
  'Credits without movement of customers in {code} are dormant after {count} months from {day} on.':
    'Les avoirs sans mouvement de clients en {code} sont dormants après {count} mois à partir du {day}.',
  'A deposit was explained by settlement {text}.': 'Un versement a été expliqué par le règlement {text}.',
  'Check {text} came in.': 'Le chèque {text} est arrivé.',
  'The image of check {text} was attached.': 'L’image du chèque {text} a été jointe.',
  'A person lets what was learned about a payer ({text}) be used again.':
    'Une personne laisse réutiliser ce qui a été appris d’un payeur ({text}).',
  'A bank account is now named {text}.': 'Un compte bancaire s’appelle désormais {text}.',
  'The fee for returned payments in {code} from {day} on was set.':
    'Les frais de paiements rejetés en {code} à partir du {day} ont été fixés.',
  'Its payment was taken back: {text}.': 'Son paiement a été repris : {text}.',
  'Charge of the bank for the returned payment {text} of {day}.':
    'Frais de la banque pour le paiement rejeté {text} du {day}.',
  'Fee for the returned payment {text}': 'Frais pour le paiement rejeté {text}',
  'Returned payment {text}': 'Paiement rejeté {text}',
  'Paid to {text}': 'Payé à {text}',
  'Received by {text}': 'Reçu par {text}',
  'Fee for the returned payment {text} of {day}, as policy says.':
    'Frais pour le paiement rejeté {text} du {day}, selon les règles.',
  'Its bank sends statements on every business day from {day} on.':
    'Sa banque envoie des relevés chaque jour ouvré à partir du {day}.',
  'Its bank sends statements only on movement from {day} on.':
    'Sa banque n’envoie des relevés qu’en cas de mouvement à partir du {day}.',
  'A batch that the bank booked in one amount was split into its payments.':
    'Un lot que la banque a comptabilisé en un seul montant a été réparti en ses paiements.',
  'Receipt {text} was split over companies as its payer names their documents.':
    'L’encaissement {text} a été réparti entre sociétés, car son payeur cite leurs pièces.',
  '{count} payments name documents of several companies; a person decides.':
    '{count} paiements citent des pièces de plusieurs sociétés ; une personne décide.',
  'Customers are asked what to do with credits that nobody has moved.':
    'Les clients sont interrogés sur les avoirs que personne n’a mouvementés.',
  'A {word} was logged.': 'Noté : {word}.',
  'Priorities for {day}.': 'Priorités pour le {day}.',
  'The payer of receipt {text} is asked what it is for.':
    'Le payeur de l’encaissement {text} est interrogé sur son objet.',
  'Dunning run of {day}.': 'Traitement de relance du {day}.',
  'Statements of account for {text}, as of {day}.': 'Relevés de compte pour {text}, au {day}.',
  'Dunning procedure {text} was set.': 'La procédure de relance {text} a été fixée.',
  '{text} sends statements from day {count} of the month.': '{text} envoie des relevés à partir du {count} du mois.',
  '{text} sends no statements by itself.': '{text} n’envoie pas de relevés d’elle-même.',
  'The work with the customer was taken over until {day}.': 'Le travail avec le client a été repris jusqu’au {day}.',
  'The work with the customer was given back.': 'Le travail avec le client a été rendu.',
  '{text} is closed on {text2}.': '{text} est fermée : {text2}.',
  '{text} is closed on the public holidays of {text2} in {count}.':
    '{text} est fermée les jours fériés de {text2} en {count}.',
  '{text} is open on {day} after all.': '{text} est finalement ouverte le {day}.',
  'Company {text} was set up.': 'La société {text} a été créée.',
  '{count} exchange rates were recorded.': '{count} cours de change ont été enregistrés.',
  '{count} tax codes were recorded.': '{count} codes de taxe ont été enregistrés.',
  '{count} tax policies were recorded.': '{count} règles fiscales ont été enregistrées.',
  '{count} reason codes were set.': '{count} codes motif ont été fixés.',
  'Starting tax codes, tax policies and reason codes were recorded.':
    'Les codes de taxe, règles fiscales et codes motif de départ ont été enregistrés.',
  'Payment term {text} was set.': 'La condition de paiement {text} a été fixée.',
  'Message {text} was checked at the moment of sending.': 'Le message {text} a été vérifié au moment de l’envoi.',
  'Letters of {text} were collected for printing.': 'Les lettres de {text} ont été rassemblées pour l’impression.',
  'Print batch {text} was printed.': 'Le lot d’impression {text} a été imprimé.',
  'Print batch {text} is printed again.': 'Le lot d’impression {text} est réimprimé.',
  '{text} reports on a mail that is none of ours.': '{text} concerne un courriel qui n’est pas de nous.',
  'A server reported on message {text}.': 'Un serveur a rendu compte du message {text}.',
  'A server reported on a mail that is none of ours.': 'Un serveur a rendu compte d’un courriel qui n’est pas de nous.',
  'This report was read before.': 'Ce rapport a déjà été lu.',
  'A server reported on it, so it left.': 'Un serveur en a rendu compte : il est donc parti.',
  'Message {text}: {word} ({text2}).': 'Message {text} : {word} ({text2}).',
  'Message {text}: {word}.': 'Message {text} : {word}.',
  'The prose of the {word} in {text}, level {count}, was changed.':
    'Le texte de « {word} » en {text}, niveau {count}, a été modifié.',
  '{text} mails by SMTP.': '{text} envoie les courriels par SMTP.',
  '{text} mails into the outbox folder.': '{text} dépose les courriels dans le dossier d’envoi.',
  'The report gives no reason.': 'Le rapport ne donne aucun motif.',
  'Settings of customer {text} were changed.': 'Les réglages du client {text} ont été modifiés.',
  'Claimed by {text}; not verified.': 'Indiqué par {text} ; non vérifié.',
  'New bank details were claimed by {text}.': 'De nouvelles coordonnées bancaires ont été indiquées par {text}.',
  'Contact of customer {text} was changed.': 'Un contact du client {text} a été modifié.',
  'Contact of customer {text} was added.': 'Un contact du client {text} a été ajouté.',
  'Portfolio {text} was created.': 'Le portefeuille {text} a été créé.',
  'Insolvency proceedings over customer {text} since {day}, {text2}: {text3}.':
    'Procédure d’insolvabilité du client {text} depuis le {day}, {text2} : {text3}.',
  '{count} customers were saved.': '{count} clients ont été enregistrés.',
  'Clearings of {text} were exported to its ERP.': 'Les lettrages de {text} ont été exportés vers son ERP.',
  'The ERP answered {count} exported clearings of {text}.': 'L’ERP a répondu à {count} lettrages exportés de {text}.',
  'The ERP rejected {text}: no reason given.': 'L’ERP a rejeté {text} : sans motif indiqué.',
  'The ERP rejected {text}: {text2}.': 'L’ERP a rejeté {text} : {text2}.',
  'The ERP told the money at this moment.': 'L’ERP a annoncé l’argent à ce moment.',
  'The ERP told the money of this receipt by {text}.': 'L’ERP a annoncé l’argent de cet encaissement par {text}.',
  'Imported from {text}.': 'Importé de {text}.',
  'Load {text} of {text2} for {day}: {count} rows, {count2} items that it does not name.':
    'Chargement {text} de {text2} pour le {day} : {count} lignes, {count2} postes qu’il ne cite pas.',
  'Load {text} of {text2} for {day} was taken in.': 'Le chargement {text} de {text2} pour le {day} a été repris.',
  'Load {text} of {text2} for {day} waited for what lay before it.':
    'Le chargement {text} de {text2} pour le {day} a attendu ce qui le précédait.',
  'A mapping of a file was kept.': 'Une correspondance de fichier a été conservée.',
  '{count} payments of {text} waited for their receipts and can be told now.':
    '{count} paiements de {text} attendaient leurs encaissements et peuvent être reconnus.',
  'The chart of accounts was set up.': 'Le plan comptable a été créé.',
  'The offset was executed.': 'La compensation a été exécutée.',
  'A document ({word}) came for offset {text}.': 'Un document ({word}) est arrivé pour la compensation {text}.',
  'Document {text} of offset {text2} was looked at and counts.':
    'Le document {text} de la compensation {text2} a été examiné et compte.',
  'The netting agreement {text} was recorded.': 'L’accord de compensation {text} a été enregistré.',
  'The copy of a netting agreement was kept.': 'La copie d’un accord de compensation a été conservée.',
  'Offsets of aged balances of {text} were looked for.':
    'Des compensations de soldes échus de {text} ont été cherchées.',
  '{count} payables were offered for offset.': '{count} dettes ont été proposées à la compensation.',
  'Nothing is left of it to be set off.': 'Il n’en reste rien à compenser.',
  'The customer is asked for the documents of offset {text}.':
    'Les documents de la compensation {text} sont demandés au client.',
  'The customer is reminded of the documents of request {text}.':
    'Les documents de la demande {text} sont rappelés au client.',
  'The rules of offsets of {text} were set from {day} on.':
    'Les règles de compensation de {text} ont été fixées à partir du {day}.',
  'The {word} was asked for now.': 'Demandé pour maintenant : {word}.',
  'A saved view was removed.': 'Une vue enregistrée a été supprimée.',
  'The view "{text}" of {text2} was saved for everybody.': 'La vue « {text} » de {text2} a été enregistrée pour tous.',
  'The view "{text}" of {text2} was saved.': 'La vue « {text} » de {text2} a été enregistrée.',
  'The schedule of the {word} was set from {day} on.': 'Horaire fixé à partir du {day} : {word}.',
  'Promises were judged as of {day}.': 'Les promesses ont été évaluées au {day}.',
  'Promise of {text} for {day}.': 'Promesse de {text} pour le {day}.',
  'Bill or post-dated check {text} taken for {text2}, due {day}.':
    'Effet ou chèque postdaté {text} accepté pour {text2}, échéance le {day}.',
  'A certificate of withheld tax was attached to {text}.': 'Une attestation de retenue a été jointe à {text}.',
  '{count} files were attached to documents of {text}.': '{count} fichiers ont été joints à des pièces de {text}.',
  '{count} documents were posted.': '{count} pièces ont été comptabilisées.',
  "{word} {text} posted on the customer's account.": '{word} {text} comptabilisé sur le compte du client.',
  '{word} {text} out of {text2}.': '{word} {text} issu de {text2}.',
  'Money for what was written off with {text}.': 'Argent pour ce qui avait été passé en perte avec {text}.',
  'No policy of {text} is recorded; a person judges it.':
    'Aucune règle de {text} n’est enregistrée ; une personne en juge.',
  'Relief of tax is taken back: {text}': 'L’allègement de taxe est repris : {text}',
  'Relief of tax is repaid: {text} of what was claimed came in after all.':
    'L’allègement de taxe est reversé : {text} de ce qui avait été réclamé est finalement rentré.',
  'Open items in foreign currency were revalued for {month} and the open months before it.':
    'Les postes ouverts en devise ont été réévalués pour {month} et les mois ouverts qui précèdent.',
  'Open items in foreign currency were revalued for {month}.':
    'Les postes ouverts en devise ont été réévalués pour {month}.',
  'Tax withheld from {text}; its certificate is awaited.': 'Taxe retenue sur {text} ; son attestation est attendue.',
  'Certificate {text} for the tax withheld in {text2}.': 'Attestation {text} pour la taxe retenue dans {text2}.',
  'A balance of {amount} as of {day} was agreed with {text}.':
    'Un solde de {amount} au {day} a été convenu avec {text}.',
  'The confirmation "{text}" of an agreed balance was attached.':
    'La confirmation « {text} » d’un solde convenu a été jointe.',
  "{count} differences of a customer's statement were decided.":
    '{count} écarts du relevé d’un client ont été tranchés.',
  'The statement of account "{text}" was received.': 'Le relevé de compte « {text} » a été reçu.',
  'The bank reconciliation of {month} was prepared.': 'Le rapprochement bancaire de {month} a été préparé.',
  'The bank reconciliation of {month} was signed.': 'Le rapprochement bancaire de {month} a été signé.',
  'The customer is written to about {count} differences of statement {text}.':
    'Le client reçoit un courrier sur {count} écarts du relevé {text}.',
  'Reminder fee of the dunning notice of level {count} (message {text}).':
    'Frais de la lettre de relance de niveau {count} (message {text}).',
  'How tables of bank lines are read was kept as "{text}".':
    'La façon de lire les tableaux de lignes bancaires a été conservée sous « {text} ».',
  'How remittances are read was kept as "{text}".':
    'La façon de lire les avis de paiement a été conservée sous « {text} ».',
  'A kept mapping of files is used no more.': 'Une correspondance de fichiers conservée n’est plus utilisée.',
  'A file was attached to customer {text}.': 'Un fichier a été joint au client {text}.',
  'A file was attached to {text}.': 'Un fichier a été joint à {text}.',
  'The role {word} was granted for all companies.': 'Le rôle « {word} » a été accordé pour toutes les sociétés.',
  'The role {word} was granted for one company.': 'Le rôle « {word} » a été accordé pour une société.',
  'Payment term {text} was set: {text2}': 'La condition de paiement {text} a été fixée : {text2}',
  'The rules of cash application from {day} on were set: {text}':
    'Les règles d’affectation des paiements à partir du {day} ont été fixées : {text}',
};
