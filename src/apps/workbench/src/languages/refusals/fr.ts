/** Why the server did not do something, in French. */
import type { Catalogue } from '../../language.ts';

export const refusals: Catalogue = {
  'Open items in {text} are not revalued at the rates of its last day.':
    'Les postes ouverts en {text} ne sont pas réévalués aux cours de son dernier jour.',
  'On {day} the open items in {code} do not equal the control accounts: have the books verified first.':
    'Au {day}, les postes ouverts en {code} n’égalent pas les comptes collectifs : faites d’abord vérifier les livres.',
  'Segment {count} ({text}): the total of batch {text2} says {count2} checks of {text3}, it holds {count3} of {text4}.':
    'Segment {count} ({text}) : le total du lot {text2} dit {count2} chèques pour {text3}, il en contient {count3} pour {text4}.',
  'Segment {count} (DEP): the deposit says {text}, its batches come to {text2}.':
    'Segment {count} (DEP) : la remise dit {text}, ses lots font {text2}.',
  '{text} belongs to the ERP of {text2}; change its due day there, and the next load brings it here.':
    '{text} appartient à l’ERP de {text2} ; changez son échéance là-bas, et le prochain chargement l’apporte ici.',
  '{text} is due on {day} already.': '{text} est déjà dû le {day}.',
  'It is closed once that is done.': 'Il est clos une fois cela fait.',
  'It may be closed anyway, with the reason; what was not done stays visible.':
    'Il peut être clos quand même, avec le motif ; ce qui n’a pas été fait reste visible.',
  'It is not over before the end of {day}; until then it is only closed softly.':
    'Il n’est pas terminé avant la fin du {day} ; jusque-là, il n’est clos que provisoirement.',
  'The month {month} before it is not closed for good.':
    'Le mois {month} qui le précède n’est pas clos définitivement.',
  '{count} months before it are not closed for good, {month} the first of them.':
    '{count} mois qui le précèdent ne sont pas clos définitivement, {month} le premier.',
  'One line of {text} is not posted: apply the cash, and see why it is left aside.':
    'Une ligne de {text} n’est pas comptabilisée : affectez les encaissements et voyez pourquoi elle reste de côté.',
  '{count} lines of {text} are not posted: apply the cash, and see why they are left aside.':
    '{count} lignes de {text} ne sont pas comptabilisées : affectez les encaissements et voyez pourquoi elles restent de côté.',
  'A statement of {text} is held: release it or leave it out first.':
    'Un relevé de {text} est retenu : libérez-le ou laissez-le de côté d’abord.',
  '{count} statements of {text} are held: release them or leave them out first.':
    '{count} relevés de {text} sont retenus : libérez-les ou laissez-les de côté d’abord.',
  'A load of the ERP is held: release or discard it first.':
    'Un chargement de l’ERP est retenu : libérez-le ou rejetez-le d’abord.',
  '{count} loads of the ERP are held: release or discard them first.':
    '{count} chargements de l’ERP sont retenus : libérez-les ou rejetez-les d’abord.',
  'A load of the ERP is not taken in to its end: the next one goes on with it.':
    'Un chargement de l’ERP n’est pas repris jusqu’au bout : le suivant le poursuit.',
  'The month {month} after it is soft-closed; months are opened again latest first.':
    'Le mois {month} qui suit est clos provisoirement ; les mois sont rouverts en commençant par le dernier.',
  'The month {month} after it is closed; months are opened again latest first.':
    'Le mois {month} qui suit est clos ; les mois sont rouverts en commençant par le dernier.',
  'The month {month} is not ready to be closed.': 'Le mois {month} n’est pas prêt à être clos.',
  'One customer has no such items.': 'Un même client n’a pas de tels postes.',
  'Make {count} items of customer {text} ({amount} open) due on {day}.':
    'Rendre {count} postes du client {text} ({amount} ouverts) dus le {day}.',
  'Make {text} of customer {text2} ({amount} open) due on {day}.':
    'Rendre {text} du client {text2} ({amount} ouverts) dû le {day}.',
  '{day} is gone by; a stop lasts until a day to come, or until it is ended.':
    'Le {day} est passé ; un blocage dure jusqu’à un jour à venir, ou jusqu’à sa levée.',
  'None of these items is stopped by hand.': 'Aucun de ces postes n’est bloqué à la main.',
  'The reconciliation of {text} has changed since it was signed.':
    'Le rapprochement de {text} a changé depuis sa signature.',
  'The reconciliation of {text} is not signed.': 'Le rapprochement de {text} n’est pas signé.',
  'Nothing of the check is different.': 'Rien du chèque n’est différent.',
  'Check {text} is withdrawn.': 'Le chèque {text} est retiré.',
  'Check {text} is paid in with {text2}.': 'Le chèque {text} est remis avec {text2}.',
  'As long as that slip was not brought to the bank, withdraw the slip first; once it was, tell of the check that came back.':
    'Tant que ce bordereau n’est pas porté à la banque, retirez-le d’abord ; une fois porté, signalez le chèque revenu.',
  'There is no such deposit in this company.': 'Il n’y a pas cette remise dans cette société.',
  '{text} is a batch of the bank’s lockbox: the bank has its checks.':
    '{text} est un lot de la lockbox de la banque : la banque a ses chèques.',
  'Tell of a check that came back instead.': 'Signalez plutôt un chèque revenu.',
  'The bank credited {text} on {day}, so it was brought there.':
    'La banque a crédité {text} le {day} : cela y a donc été porté.',
  'Check {text} came back from the bank, so its slip was brought there.':
    'Le chèque {text} est revenu de la banque : son bordereau y a donc été porté.',
  'The money of check {text} went on from there ({text2}); take that back first.':
    'L’argent du chèque {text} est allé plus loin ({text2}) ; reprenez cela d’abord.',
  'Check {text} was applied to {text2} by {text3}: take that application back first, where {text4} tells its payments.':
    'Le chèque {text} a été lettré avec {text2} par {text3} : reprenez d’abord ce lettrage, là où {text4} montre ses paiements.',
  'Say one direction: to a currency, or from it.': 'Indiquez un sens : vers une devise, ou depuis elle.',
  '{text} is about {text2}: {sentence} Nothing was changed.':
    '{text} porte sur {text2} : {sentence} Rien n’a été modifié.',
  'Settlement {text} is held: {sentence} Nothing was changed.':
    'Le règlement {text} est retenu : {sentence} Rien n’a été modifié.',
  '{text} of customer {text2} cannot be paid from {text3}: {sentence} Nothing was changed.':
    '{text} du client {text2} ne peut être payé depuis {text3} : {sentence} Rien n’a été modifié.',
  '{text} of customer {text2} cannot be paid by check: {sentence} Nothing was changed.':
    '{text} du client {text2} ne peut être payé par chèque : {sentence} Rien n’a été modifié.',
  'Settlement {text} cannot be released, its report is wrong: {sentence} Import the corrected one.':
    'Le règlement {text} ne peut être libéré, son rapport est faux : {sentence} Importez le rapport corrigé.',
  'The PDF cannot be opened: {sentence} Nothing was read.': 'Le PDF ne peut être ouvert : {sentence} Rien n’a été lu.',
  'Page {count} is a picture: {sentence} Key in what it says.':
    'La page {count} est une image : {sentence} Saisissez ce qui est écrit.',
  'Row {count}, {text}: {sentence} A payout that lacks a row explains nothing.':
    'Ligne {count}, {text} : {sentence} Un versement auquel manque une ligne n’explique rien.',
  'Row {count}: {sentence} Nothing was read.': 'Ligne {count} : {sentence} Rien n’a été lu.',
  '"{text}" is not a currency.': '« {text} » n’est pas une devise.',
  'The proposals are not any more as they were shown.':
    'Les propositions ne sont plus telles qu’elles ont été montrées.',
  'Nothing was changed; look at them again.': 'Rien n’a été modifié ; regardez-les de nouveau.',
  'A rule names a type code, or at least three letters of the text.':
    'Une règle cite un code de type, ou au moins trois lettres du texte.',
  'A rule says up to which amount it posts.': 'Une règle dit jusqu’à quel montant elle comptabilise.',
  'Account {text} has its own purpose ({text2}); a rule does not post there.':
    'Le compte {text} a sa propre fonction ({text2}) ; une règle n’y comptabilise pas.',
  'There is no account {text} in this company.': 'Il n’y a pas de compte {text} dans cette société.',
  'There is no such rule in force in this company.': 'Aucune règle de ce genre n’est en vigueur dans cette société.',
  'No rule has posted this movement in this company.': 'Aucune règle de cette société n’a comptabilisé ce mouvement.',
  'Somebody else booked or withdrew it just now.': 'Quelqu’un d’autre vient de le comptabiliser ou de le retirer.',
  '"{text}" is no account number: it is too short, or its check digits are wrong.':
    '« {text} » n’est pas un numéro de compte : trop court, ou clé de contrôle fausse.',
  '{text} is no bank account in the ledger of {text2}; {text3}.':
    '{text} n’est pas un compte bancaire du grand livre de {text2} ; {text3}.',
  'Bank account {text} in {code} exists already.': 'Le compte bancaire {text} en {code} existe déjà.',
  'Bank account {text} in {code} exists and is closed since {day}; open it again instead.':
    'Le compte bancaire {text} en {code} existe et est fermé depuis le {day} ; rouvrez-le plutôt.',
  'It is not known which customer announces {text}: name the customer first.':
    'On ne sait pas quel client annonce {text} : indiquez d’abord le client.',
  'There is no customer "{text}" in this company.': 'Il n’y a pas de client « {text} » dans cette société.',
  'There is no such adjustment in this company.': 'Il n’y a pas cet ajustement dans cette société.',
  '{text} is decided already: declined on {day}.': '{text} est déjà tranché : refusé le {day}.',
  'There is no such settlement in this company.': 'Il n’y a pas ce règlement dans cette société.',
  'Settlement {text} is {text2}, not held.': 'Le règlement {text} est {text2}, non retenu.',
  'Settlement {text} is {text2}, not withdrawn.': 'Le règlement {text} est {text2}, non retiré.',
  'Settlement {text} is posted; take it back instead.': 'Le règlement {text} est comptabilisé ; reprenez-le plutôt.',
  'Settlement {text} is {text2} already.': 'Le règlement {text} est déjà {text2}.',
  'Nobody let settlement {text} pass.': 'Personne n’a laissé passer le règlement {text}.',
  'Settlement {text} was imported again meanwhile; that one stands.':
    'Le règlement {text} a été réimporté entre-temps ; c’est celui-là qui vaut.',
  'There is no such held statement in this company.': 'Il n’y a pas ce relevé retenu dans cette société.',
  'This statement is decided already.': 'Ce relevé est déjà tranché.',
  'The highest fee is a share from 0 to 100 percent, with at most three decimals.':
    'Les frais maximaux sont une part de 0 à 100 pour cent, à trois décimales au plus.',
  '{text} was declared in {code}; declare another service for {code2}.':
    '{text} a été déclaré en {code} ; déclarez un autre service pour {code2}.',
  'Account {text} cannot be used here: fees go to an expense account, a reserve to an asset account without a purpose of its own.':
    'Le compte {text} ne convient pas ici : les frais vont sur un compte de charges, une réserve sur un compte d’actif sans fonction propre.',
  'A mapping of a settlement report is of the kind "settlements" and says where the number of the settlement stands.':
    'La correspondance d’un rapport de règlement est du genre « settlements » et dit où se trouve le numéro du règlement.',
  'There is no field "{text}" of settlements.': 'Il n’y a pas de champ « {text} » de règlements.',
  'Nothing is proposed for this receipt.': 'Rien n’est proposé pour cet encaissement.',
  'Nobody left this receipt on account.': 'Personne n’a laissé cet encaissement sur le compte.',
  'Nothing was declined for this receipt.': 'Rien n’a été refusé pour cet encaissement.',
  'This receipt is not open any more.': 'Cet encaissement n’est plus ouvert.',
  'Somebody else worked on this receipt after you opened it.':
    'Quelqu’un d’autre a travaillé sur cet encaissement après que vous l’avez ouvert.',
  'Nothing was changed; look at it again.': 'Rien n’a été modifié ; regardez-le de nouveau.',
  'A chosen check does not exist in this company.': 'Un chèque choisi n’existe pas dans cette société.',
  'There are no checks that could be paid in.': 'Il n’y a pas de chèques à remettre.',
  'Check {text} was paid in before.': 'Le chèque {text} a déjà été remis.',
  'Check {text} is dated {day} and is held until then.': 'Le chèque {text} est daté du {day} et gardé jusque-là.',
  'Check {text} is in {code}, the account in {code2}.': 'Le chèque {text} est en {code}, le compte en {code2}.',
  'Say which account in {code} they are paid into: {text} has none.':
    'Dites sur quel compte en {code} ils sont remis : {text} n’en a pas.',
  'Say which account in {code} they are paid into: {text} has several.':
    'Dites sur quel compte en {code} ils sont remis : {text} en a plusieurs.',
  '{text} has no bank account "{text2}" in use.': '{text} n’a pas de compte bancaire « {text2} » en service.',
  'Another line of the bank credited one of these deposits meanwhile.':
    'Une autre ligne de la banque a crédité entre-temps une de ces remises.',
  'There is no such check.': 'Ce chèque n’existe pas.',
  'Check {text} is {text2} already.': 'Le chèque {text} est déjà {text2}.',
  'The bank paid check {text} on {day}; it cannot be stopped any more.':
    'La banque a payé le chèque {text} le {day} ; l’opposition n’est plus possible.',
  'The same file was imported before.': 'Le même fichier a déjà été importé.',
  '{text}: its lines do not say which company it is for; name the company.':
    '{text} : ses lignes ne disent pas pour quelle société ; indiquez-la.',
  'The file was only checked; nothing was changed.': 'Le fichier a seulement été vérifié ; rien n’a été modifié.',
  'The file changed while it was read; read it again.': 'Le fichier a changé pendant sa lecture ; relisez-le.',
  '{text} has no payment service "{text2}" with terms on {day}; declare it first.':
    '{text} n’a pas de service de paiement « {text2} » avec des conditions au {day} ; déclarez-le d’abord.',
  'Settlement {text} is in {code}, {text2} was declared in {code2}.':
    'Le règlement {text} est en {code}, {text2} a été déclaré en {code2}.',
  'Settlement {text} of {text2} was posted with other lines; take it back first.':
    'Le règlement {text} de {text2} a été comptabilisé avec d’autres lignes ; reprenez-le d’abord.',
  'Settlement {text} was imported by somebody else at this moment.':
    'Le règlement {text} vient d’être importé par quelqu’un d’autre.',
  'There is no such remittance advice in this company.': 'Il n’y a pas cet avis de paiement dans cette société.',
  'This advice was changed after you opened it.': 'Cet avis a été modifié après que vous l’avez ouvert.',
  'This advice was withdrawn.': 'Cet avis a été retiré.',
  'There is no such receipt in this company.': 'Il n’y a pas cet encaissement dans cette société.',
  'The advice is in {code}, the receipt in {code2}.': 'L’avis est en {code}, l’encaissement en {code2}.',
  'Another advice explains this receipt; withdraw that one first.':
    'Un autre avis explique cet encaissement ; retirez-le d’abord.',
  'This advice is linked to no money.': 'Cet avis n’est lié à aucun argent.',
  'Check {text} of this drawer and amount is registered already.':
    'Le chèque {text} de ce tireur et de ce montant est déjà enregistré.',
  'There is no such batch in this company.': 'Il n’y a pas ce lot dans cette société.',
  'Batch {text} is {text2} already.': 'Le lot {text} est déjà {text2}.',
  'Check {text} of this batch was linked to money or withdrawn meanwhile; register the others one by one.':
    'Le chèque {text} de ce lot a été lié à de l’argent ou retiré entre-temps ; enregistrez les autres un à un.',
  'A corrected file took the place of batch {text}.': 'Un fichier corrigé a remplacé le lot {text}.',
  'This receipt is not open any more, or somebody else worked on it after you opened it.':
    'Cet encaissement n’est plus ouvert, ou quelqu’un d’autre y a travaillé depuis que vous l’avez ouvert.',
  'This person does not see the cash of {text}.': 'Cette personne ne voit pas l’argent de {text}.',
  'Say a number of months from 0 (never) to 600.': 'Indiquez un nombre de mois de 0 (jamais) à 600.',
  '"{text}" is not a country.': '« {text} » n’est pas un pays.',
  'Say how many days before, from 0 (nobody is asked) to 730.':
    'Dites combien de jours avant, de 0 (personne n’est interrogé) à 730.',
  'Refund {text} stands here with check {text2} and with check {text3}; one check pays it.':
    'Le remboursement {text} figure ici avec le chèque {text2} et avec le chèque {text3} ; un seul chèque le paie.',
  'Check {text} of {text2} is used already; a number is written once, also after it was voided.':
    'Le chèque {text} de {text2} est déjà utilisé ; un numéro ne sert qu’une fois, même annulé.',
  'A bank pays from today ({day}) on, and takes orders for the next {count} days.':
    'Une banque paie à partir d’aujourd’hui ({day}) et prend des ordres pour les {count} prochains jours.',
  'The items are of the company whose bank has the money; apply it there.':
    'Les postes sont de la société dont la banque a l’argent ; lettrez-le là.',
  'The books of {text} belong to its ERP, where the money counts as well; post what companies pay for one another there.':
    'Les livres de {text} appartiennent à son ERP, où l’argent compte aussi ; comptabilisez là-bas ce que les sociétés paient les unes pour les autres.',
  'Name the items that are paid.': 'Citez les postes payés.',
  'There is no such receipt in {text}.': 'Il n’y a pas cet encaissement dans {text}.',
  'Nothing of this receipt is open.': 'Rien de cet encaissement n’est ouvert.',
  'There is no such item in {text}.': 'Il n’y a pas ce poste dans {text}.',
  '{amount} is not within the {text} that the receipt has open.':
    '{amount} dépasse les {text} que l’encaissement a d’ouvert.',
  'The bank’s line is {amount}, settlement {text} explains {amount2}.':
    'La ligne de la banque est de {amount}, le règlement {text} explique {amount2}.',
  '{text} has no terms on {day}.': '{text} n’a pas de conditions au {day}.',
  'Settlement {text} moves a reserve, and the terms of {text2} name no account for it.':
    'Le règlement {text} mouvemente une réserve, et les conditions de {text2} ne citent pas de compte pour elle.',
  'The settlement or its deposit was posted meanwhile.':
    'Le règlement ou son versement a été comptabilisé entre-temps.',
  '{text}: no payment service is declared whose report it could be.':
    '{text} : aucun service de paiement n’est déclaré dont ce pourrait être le rapport.',
  '{text} may be a report of {text2}; import it for one of them.':
    '{text} peut être un rapport de {text2} ; importez-le pour l’un d’eux.',
  'The image of a check is a PNG, JPEG, TIFF or PDF of at most 10 MB.':
    'L’image d’un chèque est un PNG, JPEG, TIFF ou PDF de 10 Mo au plus.',
  'A check is of an amount above zero.': 'Un chèque est d’un montant supérieur à zéro.',
  'Say who gave the check: the customer or the drawer.': 'Dites qui a donné le chèque : le client ou le tireur.',
  'There is no such check in this company.': 'Il n’y a pas ce chèque dans cette société.',
  'There is no such bank account.': 'Ce compte bancaire n’existe pas.',
  '{count} of the chosen refunds are not to be paid (any more): on their way, paid or reversed, or none of this company.':
    '{count} des remboursements choisis ne sont pas (plus) à payer : en route, payés ou annulés, ou pas de cette société.',
  'There is no such removed alias in this company.': 'Il n’y a pas cet alias supprimé dans cette société.',
  'There is no such alias in use in this company.': 'Il n’y a pas cet alias en service dans cette société.',
  'Nothing has come back on {day} yet: today is {day2}.': 'Rien n’est encore revenu le {day} : nous sommes le {day2}.',
  'The line is in {code}, the receipt in {code2}.': 'La ligne est en {code}, l’encaissement en {code2}.',
  'The line is of {day}, before the receipt came in on {day2}.':
    'La ligne est du {day}, avant l’arrivée de l’encaissement le {day2}.',
  'The bank took {amount} back, less than the {text} of what was chosen.':
    'La banque a repris {amount}, moins que les {text} de ce qui est choisi.',
  'This is no line of money out that waits to be linked to what it takes back.':
    'Ce n’est pas une ligne de sortie qui attend d’être liée à ce qu’elle reprend.',
  'This money has not come back, or that was taken back already.':
    'Cet argent n’est pas revenu, ou cela a déjà été annulé.',
  'There is no such advice of a return that waits.': 'Il n’y a pas cet avis de retour en attente.',
  '{amount} came back, and the receipt is {amount2}.': '{amount} sont revenus, et l’encaissement est de {amount2}.',
  'Another line of the bank took this receipt back.': 'Une autre ligne de la banque a repris cet encaissement.',
  'The bank took {text} beside {text2}, more than the rules know as its charge ({amount}): a person says what it is.':
    'La banque a pris {text} à côté de {text2}, plus que les règles ne connaissent comme ses frais ({amount}) : une personne dit ce que c’est.',
  'Settlement {text} is {text2}; there is nothing to take back.':
    'Le règlement {text} est {text2} ; il n’y a rien à reprendre.',
  'Line {count} of settlement {text} ({text2}) came back, took back another payment, or pays another company; take that back first.':
    'La ligne {count} du règlement {text} ({text2}) est revenue, a repris un autre paiement, ou paie une autre société ; reprenez cela d’abord.',
  'Line {count} of settlement {text} came back, took back another payment, or pays another company; take that back first.':
    'La ligne {count} du règlement {text} est revenue, a repris un autre paiement, ou paie une autre société ; reprenez cela d’abord.',
  '{count} lines of settlement {text} are not posted yet; apply the cash first.':
    '{count} lignes du règlement {text} ne sont pas encore comptabilisées ; lettrez d’abord l’argent.',
  'There is no such payment between companies.': 'Ce paiement entre sociétés n’existe pas.',
  'This payment was taken back already.': 'Ce paiement a déjà été repris.',
  'Rules begin today ({day}) or later; what was judged before was judged by the rules of its day.':
    'Les règles commencent aujourd’hui ({day}) ou plus tard ; ce qui a été jugé avant l’a été par les règles de son jour.',
  'The receipt or one of its items was changed at this moment.':
    'L’encaissement ou un de ses postes vient d’être modifié.',
  'This receipt is not open, or its payer names no documents of other companies.':
    'Cet encaissement n’est pas ouvert, ou son payeur ne cite pas de pièces d’autres sociétés.',
  'It cannot be split: {parts}.': 'Il ne peut pas être réparti : {parts}.',
  'A person decides: {parts}.': 'Une personne décide : {parts}.',
  'There is no such payment file.': 'Ce fichier de paiement n’existe pas.',
  'The bank paid {text} on {day}; it cannot be withdrawn any more.':
    'La banque a payé {text} le {day} ; le retrait n’est plus possible.',
  'Nothing of {text} is on its way any more.': 'Rien de {text} n’est plus en route.',
  'Not everything chosen of {text} is on its way any more.': 'Tout ce qui est choisi de {text} n’est plus en route.',
  'Say whose money it is: nobody is known for this receipt.':
    'Dites à qui est l’argent : personne n’est connu pour cet encaissement.',
  'Choose the items that are paid.': 'Choisissez les postes payés.',
  'The chosen items take {text}, the receipt has {amount} left.':
    'Les postes choisis demandent {text}, il reste {amount} à l’encaissement.',
  'You may not let {amount} of {text} go: of what the rules let go of a customer in a month {amount2} is left, and it is more than you may write off alone.':
    'Vous ne pouvez pas abandonner {amount} de {text} : de ce que les règles abandonnent à un client par mois, il reste {amount2}, et c’est plus que ce que vous pouvez passer en perte seul.',
  'You may not let {amount} of {text} go: it is more than you may write off alone.':
    'Vous ne pouvez pas abandonner {amount} de {text} : c’est plus que ce que vous pouvez passer en perte seul.',
  'Apply what was paid, and ask for the write-off of the rest.':
    'Lettrez ce qui a été payé et demandez le passage en perte du reste.',
  'A difference of {text} is nothing, or not what is missing.':
    'Une différence de {text} est nulle ou n’est pas ce qui manque.',
  'A chosen item does not exist.': 'Un poste choisi n’existe pas.',
  '{text} is in {code}, the receipt in {code2}: say what leaves it in {code3}, and no difference beside it.':
    '{text} est en {code}, l’encaissement en {code2} : dites ce qui en sort en {code3}, sans écart à côté.',
  'Nothing was changed; see the ERP’s payments first.': 'Rien n’a été modifié ; voyez d’abord les paiements de l’ERP.',
  '{count} receipts on {count2} days with {count3} items are too many to look at at once; ask for fewer months.':
    '{count} encaissements sur {count2} jours avec {count3} postes sont trop à la fois ; demandez moins de mois.',
  'The money is not any more as it was shown.': 'L’argent n’est plus tel qu’il a été montré.',
  'Nobody was asked; look at it again.': 'Personne n’a été interrogé ; regardez-le de nouveau.',
  'Write what was said, or choose an outcome.': 'Écrivez ce qui a été dit, ou choisissez un résultat.',
  '"{text}" is not a calendar day.': '« {text} » n’est pas un jour du calendrier.',
  'There is no such customer account.': 'Ce compte client n’existe pas.',
  'The customer has no such item.': 'Le client n’a pas ce poste.',
  '{text} does not stand above level {count}.': '{text} n’est pas au-dessus du niveau {count}.',
  'Level {count} would come at {count2} days overdue, before level {count3} at {count4}.':
    'Le niveau {count} viendrait à {count2} jours de retard, avant le niveau {count3} à {count4}.',
  'The charge of level {count} is no amount of a currency.':
    'Les frais du niveau {count} ne sont pas un montant d’une devise.',
  'The day is one that every month has, from 1 to 28.': 'Le jour existe dans chaque mois, de 1 à 28.',
  'Work is taken over until today or a later day, not until "{text}".':
    'Le travail est repris jusqu’à aujourd’hui ou plus tard, non jusqu’à « {text} ».',
  '{text} has taken over this customer until {day}; agree with them and give it back first.':
    '{text} a repris ce client jusqu’au {day} ; mettez-vous d’accord et rendez-le d’abord.',
  'Nobody has taken this customer over: there is nothing to give back.':
    'Personne n’a repris ce client : il n’y a rien à rendre.',
  'The customer has no open document "{text}".': 'Le client n’a pas de pièce ouverte « {text} ».',
  'Nothing stands open for which customer {text} gets the letters; there is no statement to look at.':
    'Rien n’est ouvert dont le client {text} reçoive les lettres ; il n’y a pas de relevé à voir.',
  'Customer {text} has no credit that a rule of dormant credits speaks of; there is no letter to look at.':
    'Le client {text} n’a pas d’avoir visé par une règle d’avoirs dormants ; il n’y a pas de lettre à voir.',
  'Nothing of customer {text} is overdue; there is no notice to look at.':
    'Rien du client {text} n’est échu ; il n’y a pas de relance à voir.',
  'No money of customer {text} waits for its items; there is no request to look at.':
    'Aucun argent du client {text} n’attend ses postes ; il n’y a pas de demande à voir.',
  'A request for the documents of an offset is looked at from its offset; there is none to look at here.':
    'Une demande de documents se voit depuis sa compensation ; il n’y en a pas ici.',
  'Nothing was changed; compare both and save again.':
    'Rien n’a été modifié ; comparez les deux et enregistrez de nouveau.',
  'The check digits of {text} are wrong; read it once more.': 'La clé de contrôle de {text} est fausse ; relisez-la.',
  'There is no customer "{text}" here.': 'Il n’y a pas de client « {text} » ici.',
  'A portfolio is handed over today or as of an earlier day.':
    'Un portefeuille se transmet aujourd’hui ou à une date antérieure.',
  'There is no such substitution in force.': 'Ce remplacement n’est pas en vigueur.',
  'Somebody else changed these settings after you opened them.':
    'Quelqu’un d’autre a modifié ces réglages après que vous les avez ouverts.',
  'This account is in force already.': 'Ce compte est déjà en vigueur.',
  'The customer has these terms already.': 'Le client a déjà ces conditions.',
  '"{text}" is not a time zone.': '« {text} » n’est pas un fuseau horaire.',
  'This contact does not exist any more.': 'Ce contact n’existe plus.',
  'Somebody else changed this portfolio after you opened it.':
    'Quelqu’un d’autre a modifié ce portefeuille après que vous l’avez ouvert.',
  'Somebody else changed this contact after you opened it.':
    'Quelqu’un d’autre a modifié ce contact après que vous l’avez ouvert.',
  'There is no such relation in force.': 'Cette relation n’est pas en vigueur.',
  'No insolvency proceedings are recorded over customer {text}.':
    'Aucune procédure d’insolvabilité n’est enregistrée pour le client {text}.',
  'The claim against customer {text} was filed on {day} already.':
    'La créance contre le client {text} a déjà été déclarée le {day}.',
  'A claim is filed between the opening on {day} and today, {day2}.':
    'Une créance se déclare entre l’ouverture le {day} et aujourd’hui, {day2}.',
  'No mail to this contact came back.': 'Aucun courriel à ce contact n’est revenu.',
  '"{text}" is no code of a portfolio; write letters, digits and dashes.':
    '« {text} » n’est pas un code de portefeuille ; écrivez lettres, chiffres et tirets.',
  'There is a portfolio "{text}" already.': 'Il y a déjà un portefeuille « {text} ».',
  'It has this name and this collector.': 'Il a ce nom et cette personne chargée.',
  'Proceedings are recorded when they are open; {day} is to come.':
    'Une procédure s’enregistre une fois ouverte ; le {day} est à venir.',
  'Claims cannot be due before the proceedings were opened.':
    'Les créances ne peuvent être à déclarer avant l’ouverture.',
  'Proceedings over customer {text} are recorded already, since {day}.':
    'Une procédure pour le client {text} est déjà enregistrée, depuis le {day}.',
  'Of a branch, and only of a branch, say whether its items stand on the head office or on the branch.':
    'D’une succursale, et d’elle seule, dites si ses postes sont au siège ou à la succursale.',
  'Only of an alternative payer, say whether letters go to the customer or to the payer.':
    'D’un payeur tiers seulement, dites si les lettres vont au client ou au payeur.',
  'Customer {text} is insolvent and {text2} is not; who reads as one is insolvent together.':
    'Le client {text} est insolvable et {text2} non ; qui se lit comme un seul l’est ensemble.',
  'Record the proceedings over {text} too, or end their record, before the merge.':
    'Enregistrez aussi la procédure pour {text}, ou mettez fin à son enregistrement, avant la fusion.',
  'Say the new number.': 'Indiquez le nouveau numéro.',
  'The number {text} is, or was, that of {text2}.': 'Le numéro {text} est, ou était, celui de {text2}.',
  'A customer number stands twice in this call.': 'Un numéro de client figure deux fois dans cet appel.',
  'A customer stands twice in this call, once by an old number.':
    'Un client figure deux fois dans cet appel, une fois sous un ancien numéro.',
  'Parent customer {text} does not exist.': 'Le client parent {text} n’existe pas.',
  'Customer {text} has other payment terms; changing them takes authority (customers.change-terms).':
    'Le client {text} a d’autres conditions de paiement ; les changer demande un pouvoir (customers.change-terms).',
  'A customer cannot stand so to itself.': 'Un client ne peut être ainsi lié à lui-même.',
  'There is one already since {day}; take it back first.': 'Il y en a déjà une depuis le {day} ; reprenez-la d’abord.',
  'The customer would stand above itself.': 'Le client serait au-dessus de lui-même.',
  '"{text}" is not a month; write YYYY-MM.': '« {text} » n’est pas un mois ; écrivez AAAA-MM.',
  'Nothing was kept.': 'Rien n’a été conservé.',
  'There is no such item in this company.': 'Il n’y a pas ce poste dans cette société.',
  'A promise is of an amount above zero.': 'Une promesse est d’un montant supérieur à zéro.',
  'The promised day must not be before the day the promise was made.':
    'Le jour promis ne peut précéder celui de la promesse.',
  'This customer has nothing open in {code}.': 'Ce client n’a rien d’ouvert en {code}.',
  'This promise is not open any more.': 'Cette promesse n’est plus ouverte.',
  'A certificate is a PDF, PNG, JPEG or TIFF of at most 10 MB, by its content.':
    'Une attestation est, par son contenu, un PDF, PNG, JPEG ou TIFF de 10 Mo au plus.',
  'There is no such item.': 'Ce poste n’existe pas.',
  '{text} waits for no certificate of withheld tax.': '{text} n’attend pas d’attestation de retenue.',
  'An item to be blocked does not exist.': 'Un poste à bloquer n’existe pas.',
  'There is no such clearing.': 'Ce lettrage n’existe pas.',
  'There is nothing to clear.': 'Il n’y a rien à lettrer.',
  'An item of this clearing is of another company.': 'Un poste de ce lettrage est d’une autre société.',
  'This clearing was taken back already.': 'Ce lettrage a déjà été repris.',
  'There is no tax code {text} of {text2} on {day}; record it first.':
    'Il n’y a pas de code de taxe {text} de {text2} au {day} ; enregistrez-le d’abord.',
  'Tax code {text} posts to account {text2}, which the chart of {text3} does not have.':
    'Le code de taxe {text} comptabilise sur le compte {text2}, absent du plan de {text3}.',
  'The tax by code of {text} does not sum to its tax.': 'La taxe par code de {text} ne totalise pas sa taxe.',
  'Base and tax of {text} exceed its amount, or have another sign.':
    'Base et taxe de {text} dépassent son montant, ou sont d’un autre signe.',
  'An item to be moved is of another company.': 'Un poste à déplacer est d’une autre société.',
  'There is no such customer account in company {text}.': 'Il n’y a pas ce compte client dans la société {text}.',
  'At most {count} documents are posted at once.': 'Au plus {count} pièces sont comptabilisées à la fois.',
  'The document {text} stands twice in this call.': 'La pièce {text} figure deux fois dans cet appel.',
  '{text} is posted already as {word}, and stands; another document has another number.':
    '{text} est déjà comptabilisé comme « {word} » et reste en place ; un autre document porte un autre numéro.',
  '{text} is posted already with another amount, currency or customer.':
    '{text} est déjà comptabilisé avec un autre montant, une autre devise ou un autre client.',
  'The item that a document is linked to does not exist.': 'Le poste auquel une pièce est liée n’existe pas.',
  'A document settles an item of its own customer account; transfer the item first.':
    'Une pièce solde un poste de son propre compte client ; transférez d’abord le poste.',
  'A recovery names the write-off it is for.': 'Un recouvrement cite la perte qu’il concerne.',
  'The reason code {text} posts to "{text2}", which is no purpose of a GL account; set it again.':
    'Le code motif {text} comptabilise sur « {text2} », qui n’est pas une fonction de compte ; refixez-le.',
  '{text} is no write-off that stands.': '{text} n’est pas une perte qui tienne.',
  '{text} of {text2} can still be recovered.': '{text} de {text2} peuvent encore être recouvrés.',
  '{text} is a receivable; only credits are refunded.': '{text} est une créance ; seuls des avoirs sont remboursés.',
  "Customer {text} is insolvent since {day}; its money goes to the administrator's account.":
    'Le client {text} est insolvable depuis le {day} ; son argent va sur le compte de l’administrateur judiciaire.',
  'A refund goes to an account or leaves by check: name one of them.':
    'Un remboursement va sur un compte ou part par chèque : indiquez l’un des deux.',
  'There is no such company.': 'Cette société n’existe pas.',
  'No tax waits for relief under this id.': 'Aucune taxe n’attend d’allègement sous ce numéro.',
  'This relief could be claimed until {day}.': 'Cet allègement pouvait être réclamé jusqu’au {day}.',
  'The condition is met on {day}, not before.': 'La condition est remplie le {day}, pas avant.',
  '{month} ends on {day}; it has no closing rate yet.':
    '{month} se termine le {day} ; il n’a pas encore de cours de clôture.',
  'There is no such document.': 'Cette pièce n’existe pas.',
  'The document was cleared by somebody else just now; look again.':
    'Quelqu’un d’autre vient de lettrer la pièce ; regardez de nouveau.',
  'Part of this write-off was recovered by {text}; reverse that first.':
    'Une partie de cette perte a été recouvrée par {text} ; annulez cela d’abord.',
  'What this document brought was refunded or moved on; reverse that document first.':
    'Ce que cette pièce a apporté a été remboursé ou transféré ; annulez d’abord l’autre pièce.',
  '{text} is a reversal itself; post the document again instead.':
    '{text} est lui-même une annulation ; comptabilisez plutôt la pièce de nouveau.',
  "The money of {text} stands on the bank's statement; take its clearing back, or transfer or refund it.":
    'L’argent de {text} figure sur le relevé bancaire ; reprenez son lettrage, ou transférez-le ou remboursez-le.',
  '{text} has allocations; take its clearing back first.': '{text} est lettré ; reprenez d’abord son lettrage.',
  'Down payments came for {text}; reverse them first.': 'Des acomptes sont venus pour {text} ; annulez-les d’abord.',
  '{text} is no money on account; only money becomes a down payment.':
    '{text} n’est pas de l’argent en compte ; seul l’argent devient un acompte.',
  '{text} is a down payment already.': '{text} est déjà un acompte.',
  '{text} is no down payment request of this customer.': '{text} n’est pas une demande d’acompte de ce client.',
  'There is no such customer account in the company.': 'Il n’y a pas ce compte client dans la société.',
  '{text} is a credit of the customer; it is refunded, never written off.':
    '{text} est un avoir du client ; il se rembourse, jamais ne se passe en perte.',
  'Buckets are ascending numbers of days, such as 30,60,90,120.':
    'Les tranches sont des nombres de jours croissants, comme 30,60,90,120.',
  '"{text}" is not a bucket; write unapplied, current, 31-60 or 121+.':
    '« {text} » n’est pas une tranche ; écrivez unapplied, current, 31-60 ou 121+.',
  'There is no customer "{text}" in these companies.': 'Il n’y a pas de client « {text} » dans ces sociétés.',
  'These are more than {count} groups; filter the items first, or group them by something else.':
    'Cela fait plus de {count} groupes ; filtrez d’abord les postes, ou groupez-les autrement.',
  'An item of this clearing does not exist.': 'Un poste de ce lettrage n’existe pas.',
  '{text} is only noted; it cannot be cleared.': '{text} est seulement noté ; il ne peut être lettré.',
  'Both items of an allocation must be of one company.':
    'Les deux postes d’un lettrage doivent être d’une même société.',
  '{text} is in {code}, {text2} in {code2}; say what leaves the debit.':
    '{text} est en {code}, {text2} en {code2} ; dites ce qui sort de la créance.',
  '{text} is in {code}, {text2} in {code2} on another account.':
    '{text} est en {code}, {text2} en {code2} sur un autre compte.',
  'An allocation links a credit to a debit by a positive amount.':
    'Un lettrage lie un avoir à une créance pour un montant positif.',
  '{text} has less open than would be allocated to it.': '{text} a moins d’ouvert que ce qui lui serait lettré.',
  '"{text}" is not a document type.': '« {text} » n’est pas un type de pièce.',
  'A document of zero is not posted.': 'Une pièce à zéro n’est pas comptabilisée.',
  "A {word} must be positive on the customer's account.": '« {word} » doit être positif sur le compte du client.',
  "A {word} must be negative on the customer's account.": '« {word} » doit être négatif sur le compte du client.',
  'A document that settles names the item it settles, a recovery the write-off it is for.':
    'Une pièce qui solde cite son poste, un recouvrement sa perte.',
  'A {word} is made from a credit; {text} is none.': '« {word} » se fait à partir d’un avoir ; {text} n’en est pas un.',
  'A {word} is made from a receivable; {text} is none.':
    '« {word} » se fait à partir d’une créance ; {text} n’en est pas une.',
  "{text} stands on that customer's account already.": '{text} est déjà sur le compte de ce client.',
  '{text} has less open than would be moved.': '{text} a moins d’ouvert que ce qui serait déplacé.',
  'The documents of {text} belong to its ERP; post it there, and the next load brings it here.':
    'Les pièces de {text} appartiennent à son ERP ; comptabilisez là-bas, et le prochain chargement l’apporte ici.',
  '{text} belongs to the ERP of {text2}; reverse it there, and the next load closes it here.':
    '{text} appartient à l’ERP de {text2} ; annulez-le là-bas, et le prochain chargement le ferme ici.',
  'What was cleared here is taken back by reversing the clearing, which the export queue tells the ERP.':
    'Ce qui a été lettré ici se reprend en annulant le lettrage, ce que l’export dit à l’ERP.',
  'This clearing belongs to a document, a payment or an agreement and goes only with it: take that back instead.':
    'Ce lettrage appartient à une pièce, un paiement ou un accord et ne va qu’avec lui : reprenez plutôt celui-ci.',
  '{text} stands on a collective account; say whose it is, by name and address.':
    '{text} est sur un compte collectif ; dites de qui il est, avec nom et adresse.',
  '{text} names a party of its own, but its account is no collective account.':
    '{text} cite une partie à lui, mais son compte n’est pas collectif.',
  "Customer {text} is insolvent since {day}; its money goes to the administrator's account alone: have that put in force as the customer’s bank account first, which takes a second person.":
    'Le client {text} est insolvable depuis le {day} ; son argent va seulement sur le compte de l’administrateur judiciaire : faites-le d’abord mettre en vigueur comme compte du client, ce qui demande une deuxième personne.',
  "Customer {text} is insolvent since {day}; its money goes to the administrator's account alone, {text2}.":
    'Le client {text} est insolvable depuis le {day} ; son argent va seulement sur le compte de l’administrateur judiciaire, {text2}.',
  "The money did not come from {text}, and nobody has verified it for customer {text2}: have it put in force as the customer's bank account first, which takes a second person.":
    'L’argent n’est pas venu de {text}, et personne ne l’a vérifié pour le client {text2} : faites-le d’abord mettre en vigueur comme compte du client, ce qui demande une deuxième personne.',
  'The money came from several accounts ({text}); say which it goes back to.':
    'L’argent est venu de plusieurs comptes ({text}) ; dites sur lequel il retourne.',
  'It is not known from which account the money came, and customer {text} has no bank account in force: have one put in force first, which takes a second person.':
    'On ne sait pas de quel compte est venu l’argent, et le client {text} n’a pas de compte bancaire en vigueur : faites-en d’abord mettre un, ce qui demande une deuxième personne.',
  'The mapping is wrong at "{text}": {text2}.': 'La correspondance est fausse à « {text} » : {text2}.',
  'Nothing was read.': 'Rien n’a été lu.',
  'The file is empty.': 'Le fichier est vide.',
  'The mapping wants the column "{text}", but the header is "{text2}".':
    'La correspondance veut la colonne « {text} », mais l’en-tête est « {text2} ».',
  'The file is larger than {count} bytes.': 'Le fichier dépasse {count} octets.',
  'There is no such bank account in this company.': 'Il n’y a pas ce compte bancaire dans cette société.',
  'This money is applied already, or nobody knows whose it is.':
    'Cet argent est déjà lettré, ou personne ne sait à qui il est.',
  'The payer cannot be asked: {part}.': 'Le payeur ne peut être interrogé : {part}.',
  'Somebody else changed the company after you opened it.':
    'Quelqu’un d’autre a modifié la société après que vous l’avez ouverte.',
  'The company is like this already; nothing was changed.': 'La société est déjà ainsi ; rien n’a été modifié.',
  'Letters name this account already.': 'Les lettres citent déjà ce compte.',
  'No public holidays are known for "{text}"; nothing was changed.':
    'Aucun jour férié n’est connu pour « {text} » ; rien n’a été modifié.',
  'The public holidays of {count} are gone by; nothing was changed.':
    'Les jours fériés de {count} sont passés ; rien n’a été modifié.',
  'There is a company "{text}" already.': 'Il y a déjà une société « {text} ».',
  '{code}/{code2} of {day} stands twice with different rates.':
    '{code}/{code2} du {day} figure deux fois avec des cours différents.',
  '"{text}" is not a country; write its two letters.': '« {text} » n’est pas un pays ; écrivez ses deux lettres.',
  'A tax record names its source: the law or the notice.':
    'Un enregistrement fiscal cite sa source : la loi ou l’avis.',
  '"{text}" is not a rate in percent, such as 19 or 5.5.':
    '« {text} » n’est pas un taux en pour cent, comme 19 ou 5.5.',
  '"{text}" is not a reason code; write capital letters, digits and dashes.':
    '« {text} » n’est pas un code motif ; écrivez majuscules, chiffres et tirets.',
  'The shares of the instalments must sum to 100 percent.': 'Les parts des échéances doivent totaliser 100 pour cent.',
  'There is no exchange rate {code}/{code2} on or before {day}; record one.':
    'Il n’y a pas de cours {code}/{code2} au {day} ou avant ; enregistrez-en un.',
  'There are several companies; say which with --company CODE.':
    'Il y a plusieurs sociétés ; dites laquelle par --company CODE.',
  'There is no company "{text}".': 'Il n’y a pas de société « {text} ».',
  '"{text}" is not a currency; write its three letters.':
    '« {text} » n’est pas une devise ; écrivez ses trois lettres.',
  'A rate is between two currencies, not between {code} and {code2}.':
    'Un cours est entre deux devises, non entre {code} et {code2}.',
  '"{text}" is not a calendar day; write YYYY-MM-DD.':
    '« {text} » n’est pas un jour du calendrier ; écrivez AAAA-MM-JJ.',
  '{day} is further ahead than rates are published; look at the year.':
    'Le {day} est plus loin que les cours publiés ; vérifiez l’année.',
  '"{text}" is not a rate; write digits with a point above zero, such as 1.0825.':
    '« {text} » n’est pas un cours ; écrivez des chiffres avec un point, au-dessus de zéro, comme 1.0825.',
  'Say which way the rates are meant: to a currency (1 of the row’s in it), or from it (1 of it in the row’s).':
    'Dites dans quel sens sont les cours : vers une devise (1 de la ligne en elle), ou depuis elle (1 d’elle en celle de la ligne).',
  'The file has neither the columns date, currency and rate nor a date and a column for each currency; it has {text}.':
    'Le fichier n’a ni les colonnes date, currency et rate ni une date et une colonne par devise ; il a {text}.',
  'This batch is printed already; ask for a reprint with a reason.':
    'Ce lot est déjà imprimé ; demandez une réimpression avec un motif.',
  'Say why it is printed again.': 'Dites pourquoi il est réimprimé.',
  'This batch waits to be printed as it is; a reprint is for one that was printed.':
    'Ce lot attend son impression ; une réimpression est pour un lot imprimé.',
  'There is no such print batch in this company.': 'Il n’y a pas ce lot d’impression dans cette société.',
  'Somebody else saved a newer version after you opened this one.':
    'Quelqu’un d’autre a enregistré une version plus récente après que vous avez ouvert celle-ci.',
  'It may name {text}.': 'Il peut citer {text}.',
  'There is no kind of message "{text}"; there is {text2}.':
    'Il n’y a pas de genre de message « {text} » ; il y a {text2}.',
  '"{text}" is not among {text2}.': '« {text} » n’est pas parmi {text2}.',
  'A level of {text} is a number from 1 to {count}.': 'Un niveau de {text} est un nombre de 1 à {count}.',
  '{text} mails by SMTP, but this installation names no server; set DUNWELL_SMTP_URL.':
    '{text} envoie par SMTP, mais cette installation ne cite pas de serveur ; posez DUNWELL_SMTP_URL.',
  'Nothing was sent.': 'Rien n’a été envoyé.',
  '"{text}" is not a mail address.': '« {text} » n’est pas une adresse de courriel.',
  '{text} has no address to send from; name one.': '{text} n’a pas d’adresse d’envoi ; indiquez-en une.',
  'The content of a letter of this batch was erased; it cannot be printed again.':
    'Le contenu d’une lettre de ce lot a été effacé ; elle ne peut être réimprimée.',
  'The last day is before the first.': 'Le dernier jour précède le premier.',
  'The file needs the columns "reference" and "result".':
    'Le fichier demande les colonnes « reference » et « result ».',
  '"{text}" is neither confirmed nor rejected.': '« {text} » n’est ni confirmé ni rejeté (confirmed, rejected).',
  '"{text}" is no exported clearing of {text2}.': '« {text} » n’est pas un lettrage exporté de {text2}.',
  '"{text}" was confirmed before, and is rejected here.': '« {text} » a été confirmé avant, et est rejeté ici.',
  '"{text}" was rejected before, and is confirmed here.': '« {text} » a été rejeté avant, et est confirmé ici.',
  'The documents of {text} belong to its ERP; load its list of items instead.':
    'Les pièces de {text} appartiennent à son ERP ; chargez plutôt sa liste de postes.',
  'Company {text} keeps its own books; make it a mirror of its ERP first.':
    'La société {text} tient ses propres livres ; faites-en d’abord le miroir de son ERP.',
  'The file of load {text} ({text2}) is not in the file store any more; load it again.':
    'Le fichier du chargement {text} ({text2}) n’est plus dans le stockage ; rechargez-le.',
  'Load {text} shows {day}, but {text2} was read up to {day2}; an older snapshot changes nothing.':
    'Le chargement {text} montre le {day}, mais {text2} est lu jusqu’au {day2} ; un état plus ancien ne change rien.',
  'Discard it instead.': 'Écartez-le plutôt.',
  'Load {text} shows {day}, but today is {day2}; everything that comes until then would be older.':
    'Le chargement {text} montre le {day}, mais nous sommes le {day2} ; tout ce qui viendrait d’ici là serait plus ancien.',
  'Discard it and send it with the day that it shows.': 'Écartez-le et envoyez-le avec le jour qu’il montre.',
  'Say why; the reason is kept with the load.': 'Dites pourquoi ; le motif est gardé avec le chargement.',
  'There is no load {text} in company {text2}.': 'Il n’y a pas de chargement {text} dans la société {text2}.',
  'Load {text} is {text2}; only a held one waits for a person.':
    'Le chargement {text} est {text2} ; seul un chargement retenu attend une personne.',
  "Company {text} has {count} open items of its own, which the ERP's load would bring a second time; clear or reverse them first.":
    'La société {text} a {count} postes ouverts propres, que le chargement de l’ERP apporterait une seconde fois ; lettrez-les ou annulez-les d’abord.',
  'Company {text} has {count} open items mirrored from its ERP; close them by a last full load first.':
    'La société {text} a {count} postes ouverts reflétés de son ERP ; fermez-les d’abord par un dernier chargement complet.',
  'There is no mirrored company; the manifest beside the file says which it is for.':
    'Il n’y a pas de société reflétée ; le manifeste à côté du fichier dit pour laquelle il est.',
  'There are several mirrored companies; the manifest beside the file says which it is for.':
    'Il y a plusieurs sociétés reflétées ; le manifeste à côté du fichier dit pour laquelle il est.',
  '"{text}" is no mirrored company.': '« {text} » n’est pas une société reflétée.',
  '{text} is no JSON: {text2}.': '{text} n’est pas du JSON : {text2}.',
  'The manifest names no mapping, and the folder "mappings" does not hold exactly one.':
    'Le manifeste ne cite pas de correspondance, et le dossier « mappings » n’en contient pas exactement une.',
  'There is no mapping "{text}" in the folder "mappings", and none that comes with Dunwell.':
    'Il n’y a pas de correspondance « {text} » dans le dossier « mappings », ni parmi celles de Dunwell.',
  'There is no such import.': 'Cet import n’existe pas.',
  'Customers are master data: they are changed, not reversed.':
    'Les clients sont des données de base : ils se modifient, ne s’annulent pas.',
  'Bring the file of before once more, or change them one by one.':
    'Rapportez le fichier d’avant, ou modifiez-les un à un.',
  'What we owe suppliers is no posting: it is withdrawn where it is listed, one by one.':
    'Ce que nous devons aux fournisseurs n’est pas une écriture : cela se retire dans sa liste, un à un.',
  'A kept mapping has a name and is for customers, items or payables; that of an ERP goes with its load, that of a payment service with its terms.':
    'Une correspondance gardée a un nom et est pour des clients, postes ou dettes ; celle d’un ERP va avec son chargement, celle d’un service de paiement avec ses conditions.',
  'The field "{text}" is needed; say which column holds it.':
    'Le champ « {text} » est nécessaire ; dites quelle colonne le contient.',
  'Say why; the reason is kept with the payment.': 'Dites pourquoi ; le motif est gardé avec le paiement.',
  'There is no free payment "{text}" of the ERP in {text2}.':
    'Il n’y a pas de paiement libre « {text} » de l’ERP dans {text2}.',
  'There is no receipt {text} in {text2}.': 'Il n’y a pas d’encaissement {text} dans {text2}.',
  'The payment is of another amount, currency or time than the receipt, so it is not the same money.':
    'Le paiement est d’un autre montant, d’une autre devise ou date que l’encaissement : ce n’est pas le même argent.',
  'The ERP keeps the payment on a special account, and the receipt is applied here; take its application back first.':
    'L’ERP tient le paiement sur un compte spécial, et l’encaissement est lettré ici ; reprenez d’abord son lettrage.',
  'The payment and the receipt were both cleared already, each with its own; take one of the clearings back first.':
    'Le paiement et l’encaissement sont déjà lettrés, chacun de son côté ; reprenez d’abord un des lettrages.',
  'The folder "{text}" cannot be read: {text2}.': 'Le dossier « {text} » ne peut être lu : {text2}.',
  'The folder holds more than {count} files; attach it in parts.':
    'Le dossier contient plus de {count} fichiers ; joignez-le en plusieurs fois.',
  'It cannot be read: {text}.': 'Il ne peut être lu : {text}.',
  'It is larger than {count} MB.': 'Il dépasse {count} Mo.',
  'The mapping\'s "linkedTo" names {count} columns, its "identity" {count2}; both must name the same parts in the same order.':
    '« linkedTo » de la correspondance cite {count} colonnes, « identity » {count2} ; les deux doivent citer les mêmes parties dans le même ordre.',
  '"{text}" is no regular expression with a group in parentheses.':
    '« {text} » n’est pas une expression régulière avec un groupe entre parenthèses.',
  'The manifest is wrong at "{text}": {text2}.': 'Le manifeste est faux à « {text} » : {text2}.',
  '"{text}" is no total; write 1234.50 or EUR=1234.50,USD=10.00.':
    '« {text} » n’est pas un total ; écrivez 1234.50 ou EUR=1234.50,USD=10.00.',
  '{text} does not say {text2}; declare it in a manifest beside the file, by flags or in the mapping.':
    '{text} ne dit pas {text2} ; déclarez-le dans un manifeste à côté du fichier, par des options ou dans la correspondance.',
  '"{text}" in the total is not an ISO 4217 currency.': '« {text} » dans le total n’est pas une devise ISO 4217.',
  '"{text}" is no balance of a control account; write 1234.50 or main=1234.50,down_payment=-300.00, of {text2}.':
    '« {text} » n’est pas un solde de compte collectif ; écrivez 1234.50 ou main=1234.50,down_payment=-300.00, de {text2}.',
  'The mapping "{text}" is for {text2}, not for {text3}.':
    'La correspondance « {text} » est pour {text2}, non pour {text3}.',
  'The file has no row {count} with the column "{text}".':
    'Le fichier n’a pas de ligne {count} avec la colonne « {text} ».',
  'Say why the month is changed.': 'Dites pourquoi le mois est modifié.',
  '"{text}" is no code of an account: up to 20 letters, digits, dots and dashes.':
    '« {text} » n’est pas un code de compte : jusqu’à 20 lettres, chiffres, points et tirets.',
  'The chart has an account {text} already; choose it, or another code.':
    'Le plan a déjà un compte {text} ; choisissez-le, ou un autre code.',
  'The month {month} is {text} already.': 'Le mois {month} est déjà {text}.',
  'The month {month} is closed for good; what is wrong in it is corrected in an open month.':
    'Le mois {month} est définitivement clos ; ce qui y est faux se corrige dans un mois ouvert.',
  'The month {month} is soft-closed; only a controller posts in it, and says why.':
    'Le mois {month} est clos provisoirement ; seul un contrôleur y comptabilise, et dit pourquoi.',
  'The offset is {word}.': 'État de la compensation : {word}.',
  'There is no such offset in this company.': 'Il n’y a pas cette compensation dans cette société.',
  'The offset was changed just now; look again.': 'La compensation vient d’être modifiée ; regardez de nouveau.',
  'The offset takes {amount} of it; withdraw it and propose anew.':
    'La compensation en prend {amount} ; retirez-la et proposez de nouveau.',
  'At most {count} files come by one link; reply to our letter.':
    'Au plus {count} fichiers passent par un lien ; répondez à notre courrier.',
  'This link has ended.': 'Ce lien n’est plus valable.',
  'There is no such document that waits with this offset.':
    'Aucun document de ce genre n’attend avec cette compensation.',
  'There is no such document with this offset.': 'Il n’y a pas ce document avec cette compensation.',
  'A netting agreement names at least one customer and another customer or supplier.':
    'Un accord de compensation cite au moins un client et un autre client ou fournisseur.',
  'A netting agreement {text} is recorded already; withdraw it and record its successor under a reference of its own.':
    'Un accord {text} est déjà enregistré ; retirez-le et enregistrez son successeur sous sa propre référence.',
  'The copy of {text} is kept already.': 'La copie de {text} est déjà conservée.',
  'What was signed anew is an agreement of its own.': 'Ce qui a été signé de nouveau est un accord à part.',
  'There is no such netting agreement.': 'Cet accord de compensation n’existe pas.',
  'One of the companies does not exist here.': 'Une des sociétés n’existe pas ici.',
  '{text} is withdrawn from {day} on.': '{text} est retiré à partir du {day}.',
  'There is no such payable in this company.': 'Il n’y a pas cette dette dans cette société.',
  '{text} is in an offset that is open or executed; withdraw or reverse that first.':
    '{text} est dans une compensation ouverte ou exécutée ; retirez-la ou annulez-la d’abord.',
  'Supplier {text} is linked to a customer already; end that first.':
    'Le fournisseur {text} est déjà lié à un client ; mettez-y fin d’abord.',
  'Supplier {text} is linked to no customer.': 'Le fournisseur {text} n’est lié à aucun client.',
  'An offset takes what the customer owes, and either credits of the customer or what we owe the supplier.':
    'Une compensation prend ce que doit le client, et soit ses avoirs, soit ce que nous devons au fournisseur.',
  'Both sides of an offset are in one currency.': 'Les deux côtés d’une compensation sont dans une même devise.',
  'It cannot be set off.': 'Cela ne peut être compensé.',
  'Both sides have {amount}; that much or less can be set off.':
    'Les deux côtés ont {amount} ; on peut compenser autant ou moins.',
  'This document was not asked for.': 'Ce document n’a pas été demandé.',
  'Documents of this offset are requested until {day} already; withdraw that request first.':
    'Des documents de cette compensation sont déjà demandés jusqu’au {day} ; retirez d’abord cette demande.',
  'No document of this offset is missing.': 'Aucun document de cette compensation ne manque.',
  'The day until which they are asked for has passed.': 'Le jour jusqu’auquel ils sont demandés est passé.',
  'The customer cannot be asked: {part}.': 'Le client ne peut être interrogé : {part}.',
  'No documents of this offset are requested.': 'Aucun document de cette compensation n’est demandé.',
  'No document of this offset is missing; there is nothing to ask for.':
    'Aucun document de cette compensation ne manque ; il n’y a rien à demander.',
  'The two sides are different legal entities, and no netting agreement in force on that day names both for this company and currency.':
    'Les deux côtés sont des entités juridiques différentes, et aucun accord de compensation en vigueur ce jour-là ne les cite toutes deux pour cette société et devise.',
  'The file is larger than {count} MB.': 'Le fichier dépasse {count} Mo.',
  'Its content is neither a PDF nor a PNG or JPEG picture, whatever its name says.':
    'Son contenu n’est ni un PDF ni une image PNG ou JPEG, quoi que dise son nom.',
  'A run is under way; wait for its end.': 'Un traitement est en cours ; attendez sa fin.',
  'There is no such view among yours.': 'Cette vue n’est pas parmi les vôtres.',
  'You have a view "{text}" already; give this one another name.':
    'Vous avez déjà une vue « {text} » ; donnez un autre nom à celle-ci.',
  'There is no such file that waits; somebody may have dealt with it.':
    'Aucun fichier de ce genre n’attend ; quelqu’un s’en est peut-être occupé.',
  'There is no such statement in this company.': 'Il n’y a pas ce relevé dans cette société.',
  'Our ledger or a decision changed while this was written; look at it again.':
    'Nos livres ou une décision ont changé pendant l’écriture ; regardez de nouveau.',
  'Our balance and what we correct come to {amount}, not {text}; decide the differences that make up the rest.':
    'Notre solde et ce que nous corrigeons font {amount}, non {text} ; tranchez les écarts qui font le reste.',
  'No confirmation of the customer is attached.': 'Aucune confirmation du client n’est jointe.',
  'No balance of this statement is agreed.': 'Aucun solde de ce relevé n’est convenu.',
  'A confirmation is attached already; withdraw the agreement to begin anew.':
    'Une confirmation est déjà jointe ; retirez l’accord pour recommencer.',
  'Somebody has worked on this statement meanwhile; look at it again.':
    'Quelqu’un a travaillé entre-temps sur ce relevé ; regardez-le de nouveau.',
  'The balance is agreed; withdraw the agreement first.': 'Le solde est convenu ; retirez d’abord l’accord.',
  'The comparison has no line "{text}".': 'La comparaison n’a pas de ligne « {text} ».',
  'There is nothing of ours to be disputed in this line: it is settled, or disputed already.':
    'Il n’y a rien de nous à contester dans cette ligne : c’est réglé, ou déjà contesté.',
  'No dispute stands from this line.': 'Aucun litige ne tient de cette ligne.',
  'The file does not say of which day it is; say it.': 'Le fichier ne dit pas de quel jour il est ; indiquez-le.',
  'The statement has {count} lines; {count2} are compared at most.':
    'Le relevé a {count} lignes ; {count2} au plus sont comparées.',
  '{month} is not over yet.': '{month} n’est pas encore terminé.',
  '{month} is signed by {text}; reopen it first.': '{month} est signé par {text} ; rouvrez-le d’abord.',
  '{month} cannot be signed yet: {parts}; and {count} more.':
    '{month} ne peut encore être signé : {parts} ; et {count} autres.',
  '{month} cannot be signed yet: {parts}.': '{month} ne peut encore être signé : {parts}.',
  '{month} was signed meanwhile; reopen it first.': '{month} a été signé entre-temps ; rouvrez-le d’abord.',
  'Nobody has prepared {month} yet.': 'Personne n’a encore préparé {month}.',
  '{month} is signed by {text} already.': '{month} est déjà signé par {text}.',
  'You prepared this month; somebody else signs it.': 'Vous avez préparé ce mois ; quelqu’un d’autre le signe.',
  'Bank or ledger of this month have moved since it was prepared; prepare it again.':
    'La banque ou le grand livre de ce mois ont bougé depuis la préparation ; préparez-le de nouveau.',
  '{month} is not signed.': '{month} n’est pas signé.',
  'The comparison has no difference "{text}".': 'La comparaison n’a pas d’écart « {text} ».',
  'The customer cannot be written to: {part}.': 'On ne peut écrire au client : {part}.',
  '{count} differences have nobody who puts them right; say for each whether we correct our books, they correct theirs, or time does.':
    '{count} écarts n’ont personne pour les régler ; dites pour chacun si nous corrigeons, eux, ou le temps.',
  'There is no action "{text}" that takes authority.': 'Il n’y a pas d’action « {text} » qui demande un pouvoir.',
  'Only a person delegates; say who with --user.': 'Seule une personne délègue ; indiquez-la avec --user.',
  'Authority is delegated to another person, not to yourself.':
    'Les pouvoirs se délèguent à une autre personne, pas à soi-même.',
  'A delegation ends after it begins, within a year.': 'Une délégation finit après son début, dans l’année.',
  'There is no such delegation.': 'Cette délégation n’existe pas.',
  'What the request names does not exist here.': 'Ce que cite la demande n’existe pas ici.',
  'The request is settled; file a new one.': 'La demande est réglée ; faites-en une nouvelle.',
  'A person stands for a request.': 'Une personne répond d’une demande.',
  'Only its requester changes a request.': 'Seul son demandeur modifie une demande.',
  'There is no such request.': 'Cette demande n’existe pas.',
  'To {text} always takes two persons.': 'Cela demande toujours deux personnes : {text}.',
  'A limit does not begin in the past.': 'Une limite ne commence pas dans le passé.',
  'The request is {word} already.': 'État de la demande : {word}.',
  'This is your own request; withdraw it instead.': 'C’est votre propre demande ; retirez-la plutôt.',
  'Only its requester withdraws a request.': 'Seul son demandeur retire une demande.',
  'You hold no authority here.': 'Vous n’avez aucun pouvoir ici.',
  'Ask for approval by {word}.': 'Demandez l’approbation de : {word}.',
  'You may do this yourself; no approval is needed.':
    'Vous pouvez le faire vous-même ; aucune approbation n’est nécessaire.',
  'This takes authority: say who acts, with --user.': 'Cela demande un pouvoir : dites qui agit, par --user.',
  'The request is {word}.': 'La demande est : {word}.',
  'The request was changed after you looked at it; look again.':
    'La demande a été modifiée après que vous l’avez vue ; regardez de nouveau.',
  'What would be done is no longer what was asked for; the requester has to bring the request up to date.':
    'Ce qui serait fait n’est plus ce qui était demandé ; le demandeur doit mettre la demande à jour.',
  'Nothing was posted.': 'Rien n’a été comptabilisé.',
  'There is no such person with a role in this company.':
    'Il n’y a pas cette personne avec un rôle dans cette société.',
  'The file holds no table with documents and amounts; its first row is "{text}".':
    'Le fichier ne contient pas de table avec pièces et montants ; sa première ligne est « {text} ».',
  'The file holds no table with documents and amounts.': 'Le fichier ne contient pas de table avec pièces et montants.',
  'The table has a header but no lines.': 'La table a un en-tête mais pas de lignes.',
  'The file ends without the trailer of its account (record 33); it is cut.':
    'Le fichier finit sans l’enregistrement final de son compte (33) ; il est coupé.',
  'The file holds no statement.': 'Le fichier ne contient aucun relevé.',
  '"{text}" is not an amount.': '« {text} » n’est pas un montant.',
  '"{text}" is finer than {code} allows ({count} decimals); it is not rounded.':
    '« {text} » est plus fin que {code} ne permet ({count} décimales) ; rien n’est arrondi.',
  'Line {count}: a record {text} cannot stand here.': 'Ligne {count} : un enregistrement {text} ne peut être ici.',
  'Line {count}: the file ends without its trailer (99); it is cut.':
    'Ligne {count} : le fichier finit sans son enregistrement final (99) ; il est coupé.',
  'The file holds no account.': 'Le fichier ne contient aucun compte.',
  'Line {count}: the amounts of {text} sum to {text2}, but its trailer says {text3}; the file is damaged.':
    'Ligne {count} : les montants de {text} totalisent {text2}, mais son enregistrement final dit {text3} ; le fichier est endommagé.',
  'Line {count}: where this record ends cannot be told: its text has no slash, and the trailer of the account counts {count2} records.':
    'Ligne {count} : impossible de savoir où finit cet enregistrement : son texte n’a pas de barre oblique, et l’enregistrement final du compte en compte {count2}.',
  'This idempotency key was used before with other input; use a new key.':
    'Cette clé d’idempotence a déjà servi avec d’autres données ; prenez-en une nouvelle.',
  'Line {count}: "{text}" is no BAI2 record.': 'Ligne {count} : « {text} » n’est pas un enregistrement BAI2.',
  'Line {count}: a record goes on over more than {count2} lines.':
    'Ligne {count} : un enregistrement court sur plus de {count2} lignes.',
  'This XML file is no bank statement (camt.052, .053 or .054) but "{text}".':
    'Ce fichier XML n’est pas un relevé bancaire (camt.052, .053 ou .054) mais « {text} ».',
  'The message holds no statement.': 'Le message ne contient aucun relevé.',
  'Line {count}: the statement says that it is in {code} only after its entries.':
    'Ligne {count} : le relevé ne dit être en {code} qu’après ses écritures.',
  '{text}: the statement says that it is in {code} only after its entries.':
    '{text} : le relevé ne dit être en {code} qu’après ses écritures.',
  'Line {count}: "{text}" is not a currency.': 'Ligne {count} : « {text} » n’est pas une devise.',
  'Row {count}: "{text}" is not a currency.': 'Ligne {count} : « {text} » n’est pas une devise.',
  '{text}: "{text2}" is not a currency.': '{text} : « {text2} » n’est pas une devise.',
  '{text}: there is no amount.': '{text} : il n’y a pas de montant.',
  '{text}: CdtDbtInd is neither CRDT nor DBIT.': '{text} : CdtDbtInd n’est ni CRDT ni DBIT.',
  '{text}: "{text2}" is not a date.': '{text} : « {text2} » n’est pas une date.',
  'The file ends without a trailer (record 9); it is cut.':
    'Le fichier finit sans enregistrement final (9) ; il est coupé.',
  'The file has a header but no rows.': 'Le fichier a un en-tête mais pas de lignes.',
  'The workbook has rows on {count} sheets ({text}); say which one in the mapping ("sheet").':
    'Le classeur a des lignes sur {count} feuilles ({text}) ; dites laquelle dans la correspondance (« sheet »).',
  'No layout is known for the header "{text}"; give a mapping.':
    'Aucune présentation n’est connue pour l’en-tête « {text} » ; donnez une correspondance.',
  'No layout is known for the header "{text}"; name a mapping.':
    'Aucune présentation n’est connue pour l’en-tête « {text} » ; indiquez une correspondance.',
  '"{text}" is not a date.': '« {text} » n’est pas une date.',
  'Line {count} is longer than {count2} characters.': 'La ligne {count} dépasse {count2} caractères.',
  'The file holds no MT940 statement.': 'Le fichier ne contient aucun relevé MT940.',
  'Line {count}: ":{text}:{text2}" is not a balance.': 'Ligne {count} : « :{text}:{text2} » n’est pas un solde.',
  'Line {count}: "{text}" is not a date YYMMDD.': 'Ligne {count} : « {text} » n’est pas une date AAMMJJ.',
  'Line {count}: ":61:{text}" is not a statement line.':
    'Ligne {count} : « :61:{text} » n’est pas une ligne de relevé.',
  'Line {count}: the file nests deeper than {count2} elements.':
    'Ligne {count} : le fichier imbrique plus de {count2} éléments.',
  'Line {count}: {text} holds more than {count2} characters.':
    'Ligne {count} : {text} contient plus de {count2} caractères.',
  'Line {count}: a DOCTYPE or an entity is declared, which is refused.':
    'Ligne {count} : un DOCTYPE ou une entité est déclaré, ce qui est refusé.',
  'Line {count}: "{text}" is no OFX element.': 'Ligne {count} : « {text} » n’est pas un élément OFX.',
  'The file holds no bank or card statement.': 'Le fichier ne contient aucun relevé de banque ou de carte.',
  'Line {count}: the entry has no amount.': 'Ligne {count} : l’écriture n’a pas de montant.',
  'Line {count}: the entry is in {code}, but the account is in {code2}.':
    'Ligne {count} : l’écriture est en {code}, mais le compte en {code2}.',
  'Line {count}: "{text}" is not a date YYYYMMDD.': 'Ligne {count} : « {text} » n’est pas une date AAAAMMJJ.',
  'This is no bank file that Dunwell can read (MT940, MT942, CAMT.052/053/054, BAI2, OFX, CODA, Norma 43, CSV, XLSX).':
    'Ce n’est pas un fichier bancaire que Dunwell sache lire (MT940, MT942, CAMT.052/053/054, BAI2, OFX, CODA, Norma 43, CSV, XLSX).',
  '{text}: an amount of {text2} minor units; no bank books so much.':
    '{text} : un montant de {text2} unités mineures ; aucune banque n’en comptabilise autant.',
  'The mail is larger than {count} bytes.': 'Le courriel dépasse {count} octets.',
  'The mail is no delivery report; a person reads it.':
    'Le courriel n’est pas un rapport de remise ; une personne le lit.',
  'The mail cannot be read: {text}.': 'Le courriel ne peut être lu : {text}.',
  'This XML file is neither a bank message (camt.052/053/054), a payment (pain.001) nor an advice (remt.001).':
    'Ce fichier XML n’est ni un message bancaire (camt.052/053/054), ni un paiement (pain.001), ni un avis (remt.001).',
  'No payment of this message carries remittance information.':
    'Aucun paiement de ce message ne porte d’information de règlement.',
  'The file holds no check.': 'Le fichier ne contient aucun chèque.',
  'The mail names {text}, but does not say that it was paid: it asks, disputes or announces.':
    'Le courriel cite {text}, mais ne dit pas que c’est payé : il demande, conteste ou annonce.',
  'The mail says that {text} was paid in part, but not how much.':
    'Le courriel dit que {text} a été payé en partie, mais pas combien.',
  'The mail holds no remittance that can be read ({text}).': 'Le courriel ne contient aucun avis lisible ({text}).',
  'The mail holds no remittance that can be read.': 'Le courriel ne contient aucun avis lisible.',
  'The file holds no ACH record.': 'Le fichier ne contient aucun enregistrement ACH.',
  'The PDF holds no table with documents and amounts.': 'Le PDF ne contient pas de table avec pièces et montants.',
  'No table with documents and amounts could be read off the scanned pages; key in what it says.':
    'Aucune table avec pièces et montants n’a pu être lue sur les pages numérisées ; saisissez ce qui est écrit.',
  'No table with documents and amounts could be read off the scanned page; key in what it says.':
    'Aucune table avec pièces et montants n’a pu être lue sur la page numérisée ; saisissez ce qui est écrit.',
  'The PDF is larger than {count} bytes.': 'Le PDF dépasse {count} octets.',
  'The PDF has more than {count} pages.': 'Le PDF a plus de {count} pages.',
  'The PDF has more than {count} scanned pages; give them in parts.':
    'Le PDF a plus de {count} pages numérisées ; donnez-les en plusieurs fois.',
  'The PDF holds more than {count} texts.': 'Le PDF contient plus de {count} textes.',
  'The PDF holds neither text nor pictures of text; key in what it says.':
    'Le PDF ne contient ni texte ni images de texte ; saisissez ce qui est écrit.',
  'The PDF is protected by a password.': 'Le PDF est protégé par un mot de passe.',
  '{text}: an amount of {text2} minor units; nobody pays so much.':
    '{text} : un montant de {text2} unités mineures ; personne ne paie autant.',
  'Pictures are read as PNG, JPEG, TIFF or PDF; save it as one of them.':
    'Les images se lisent en PNG, JPEG, TIFF ou PDF ; enregistrez-la ainsi.',
  'A remittance is no larger than {count} bytes; split it.': 'Un avis ne dépasse pas {count} octets ; scindez-le.',
  'Mails are packed into mails more than {count} deep.': 'Les courriels sont imbriqués sur plus de {count} niveaux.',
  'This is no remittance that Dunwell can read (X12 820/823/812, lockbox, ACH, ISO 20022, CSV, XLSX, PDF, PNG, JPEG, TIFF, mail).':
    'Ce n’est pas un avis que Dunwell sache lire (X12 820/823/812, lockbox, ACH, ISO 20022, CSV, XLSX, PDF, PNG, JPEG, TIFF, courriel).',
  'No row names a document and an amount (the file begins with "{text}"); give a mapping.':
    'Aucune ligne ne cite une pièce et un montant (le fichier commence par « {text} ») ; donnez une correspondance.',
  'The interchange holds no transaction set.': 'L’échange ne contient aucun jeu de transactions.',
  'Segment {text} is too long, or there are too many.': 'Le segment {text} est trop long, ou il y en a trop.',
  'The interchange header (ISA) is cut or has no delimiters.':
    'L’en-tête de l’échange (ISA) est coupé ou n’a pas de séparateurs.',
  'The picture cannot be read: {text}.': 'L’image ne peut être lue : {text}.',
  'The picture has more than {count} pixels; scan it with 300 dots per inch.':
    'L’image a plus de {count} pixels ; numérisez-la à 300 ppp.',
  'The picture is an interlaced PNG; save it without that.': 'L’image est un PNG entrelacé ; enregistrez-la sans cela.',
  'The picture is a TIFF {text}; save it as PDF, PNG or JPEG.':
    'L’image est un TIFF {text} ; enregistrez-la en PDF, PNG ou JPEG.',
  'The report has a header but no rows.': 'Le rapport a un en-tête mais pas de lignes.',
  'Settlement {text} has rows in {text2}; a payout is in one currency.':
    'Le règlement {text} a des lignes en {text2} ; un versement est dans une devise.',
  'Row {count} has no amount.': 'La ligne {count} n’a pas de montant.',
  'A payout that lacks a row explains nothing.': 'Un versement auquel manque une ligne n’explique rien.',
  'The file has more than {count} rows; split it.': 'Le fichier a plus de {count} lignes ; scindez-le.',
  'The mapping names "{text}", but {text2} have {text3}.':
    'La correspondance cite « {text} », mais {text2} ont {text3}.',
  'The mapping does not say where "{text}" stands.': 'La correspondance ne dit pas où se trouve « {text} ».',
  'The mapping lets an empty cell clear "{text}", but that can be only given.':
    'La correspondance laisse une cellule vide effacer « {text} », mais cela ne peut qu’être donné.',
  'The mapping lets an empty cell clear "{text}", but that can be only changed.':
    'La correspondance laisse une cellule vide effacer « {text} », mais cela ne peut qu’être modifié.',
  'This must not be empty.': 'Ceci ne peut être vide.',
  '"{text}" is not a date written as {text2}.': '« {text} » n’est pas une date écrite comme {text2}.',
  '"{text}" is neither yes nor no.': '« {text} » n’est ni oui ni non.',
  '"{text}" is not an amount written with "{text2}".': '« {text} » n’est pas un montant écrit avec « {text2} ».',
  'The column "{text}" stands twice in the header.': 'La colonne « {text} » figure deux fois dans l’en-tête.',
  'The file is packed (gzip); unpack it and bring the file inside.':
    'Le fichier est compressé (gzip) ; décompressez-le et apportez le fichier qu’il contient.',
  'This is a mail as Outlook saves it (.msg); save it as .eml, or bring the file that is attached to it.':
    'C’est un courriel tel qu’Outlook l’enregistre (.msg) ; enregistrez-le en .eml ou apportez la pièce jointe.',
  'This is an old .xls workbook or one with a password; save it as .xlsx without password.':
    'C’est un ancien classeur .xls ou protégé par mot de passe ; enregistrez-le en .xlsx sans mot de passe.',
  'The workbook is larger than {count} bytes.': 'Le classeur dépasse {count} octets.',
  'The workbook has no sheet "{text}"; it has {text2}.': 'Le classeur n’a pas de feuille « {text} » ; il a {text2}.',
  'Sheet "{text}": row {count} stands after row {count2}.':
    'Feuille « {text} » : la ligne {count} est après la ligne {count2}.',
  'Sheet "{text}" has more than {count} rows; split it.':
    'La feuille « {text} » a plus de {count} lignes ; scindez-la.',
  'Sheet "{text}", row {count}: "{text2}" is no cell.':
    'Feuille « {text} », ligne {count} : « {text2} » n’est pas une cellule.',
  'Sheet "{text}", {text2}{text3}: the formula was saved without its value; open the workbook in a spreadsheet program and save it again.':
    'Feuille « {text} », {text2}{text3} : la formule a été enregistrée sans sa valeur ; ouvrez le classeur dans un tableur et enregistrez-le de nouveau.',
  'The workbook has more than {count} cells.': 'Le classeur a plus de {count} cellules.',
  'The workbook lacks its part "{text}".': 'Il manque au classeur sa partie « {text} ».',
  'This ZIP file holds no workbook; unpack it and give the file inside.':
    'Ce fichier ZIP ne contient pas de classeur ; décompressez-le et donnez le fichier qu’il contient.',
  'The bank gave no statement; it answered {text}.': 'La banque n’a donné aucun relevé ; elle a répondu {text}.',
  'This is a binary (.xlsb) or OpenDocument (.ods) workbook; save it as .xlsx.':
    'C’est un classeur binaire (.xlsb) ou OpenDocument (.ods) ; enregistrez-le en .xlsx.',
  'Every sheet of the workbook is hidden: {text}; show one, or say which one in the mapping ("sheet").':
    'Toutes les feuilles du classeur sont masquées : {text} ; affichez-en une, ou dites laquelle dans la correspondance (« sheet »).',
  'The workbook has no sheet.': 'Le classeur n’a pas de feuille.',
  'A sheet holds at most {count} rows; write CSV instead.':
    'Une feuille contient au plus {count} lignes ; écrivez plutôt du CSV.',
  'Nothing was written.': 'Rien n’a été écrit.',
  'A cell holds at most {count} characters.': 'Une cellule contient au plus {count} caractères.',
  'The workbook is damaged: {text}.': 'Le classeur est endommagé : {text}.',
  'Open and save it again.': 'Ouvrez-le et enregistrez-le de nouveau.',
  'The workbook holds {count} parts; that is refused.': 'Le classeur contient {count} parties ; c’est refusé.',
  'The workbook is protected by a password; save it without.':
    'Le classeur est protégé par un mot de passe ; enregistrez-le sans.',
  '"{text}" unfolds to more than a workbook needs (over {count} bytes out of {count2}).':
    '« {text} » se déploie au-delà du besoin d’un classeur (plus de {count} octets pour {count2}).',
  '{text}: a text has over {count} characters.': '{text} : un texte dépasse {count} caractères.',
  '{text}: a DOCTYPE or an entity is declared, which is refused.':
    '{text} : un DOCTYPE ou une entité est déclaré, ce qui est refusé.',
  '{text}: the entity "{text2}" is unknown.': '{text} : l’entité « {text2} » est inconnue.',
  '{text}: elements are nested deeper than {count}.': '{text} : des éléments sont imbriqués au-delà de {count}.',
  '{text}: this is no XML, {text2}.': '{text} : ce n’est pas du XML, {text2}.',
  'Nothing was changed.': 'Rien n’a été modifié.',
  '{text} was reversed already.': '{text} a déjà été annulé.',
  '{text} is not closed.': '{text} n’est pas fermé.',
  '{text} is decided already: {text2} on {day}.': '{text} est déjà tranché : {text2} le {day}.',
  '{text} has only {amount} open.': '{text} n’a que {amount} d’ouvert.',
  '{text} has {amount}; that much or less can be taken.': '{text} a {amount} ; on peut en prendre autant ou moins.',
  '{text} is only noted.': '{text} est seulement noté.',
  '{text} is withdrawn already.': '{text} est déjà retiré.',
  'Row {count}: {text}.': 'Ligne {count} : {text}.',
  'Line {count}: {text}.': 'Ligne {count} : {text}.',
  'The mappings "{text}" and "{text2}" fit alike; say which, or for files of which names each is.':
    'Les correspondances « {text} » et « {text2} » conviennent également ; dites laquelle, ou pour quels noms de fichiers chacune vaut.',
  'A kept mapping has a name, and names columns or a lockbox: else it fits no file.':
    'Une correspondance conservée a un nom et désigne des colonnes ou une lockbox : sinon elle ne convient à aucun fichier.',
  'Say which bank account the lines are of: a table does not.':
    'Indiquez de quel compte bancaire sont les lignes : un tableau ne le dit pas.',
  '{text} is closed since {day} and takes no more files.':
    '{text} est fermé depuis le {day} et ne prend plus de fichiers.',
  'There is no such mapping in use in this company.':
    'Aucune correspondance de ce genre n’est en usage dans cette société.',
  'No mapping of remittances is kept as "{text}".': 'Aucune correspondance d’avis n’est conservée sous « {text} ».',
  'This is no table of columns, so there is nothing to point at.':
    'Ce n’est pas un tableau à colonnes, il n’y a donc rien à désigner.',
  'No mapping of bank lines is kept as "{text}".':
    'Aucune correspondance de lignes bancaires n’est conservée sous « {text} ».',
  'Several companies keep a mapping as "{text}"; name the company.':
    'Plusieurs sociétés conservent une correspondance « {text} » ; nommez la société.',
  '{text}: the mappings "{text2}" ({text3}) and "{text4}" ({text5}) fit alike; say which, or keep for each of which names its files are.':
    '{text} : les correspondances « {text2} » ({text3}) et « {text4} » ({text5}) conviennent également ; dites laquelle, ou conservez pour chacune les noms de ses fichiers.',
  'A file that is attached is a PDF of at most {count} MB, by its content.':
    'Un fichier joint est, par son contenu, un PDF de {count} Mo au plus.',
  'Somebody let this customer sleep until another day meanwhile; that stands.':
    'Quelqu’un a mis entre-temps ce client en veille jusqu’à un autre jour ; cela demeure.',
  'There is no such file.': 'Ce fichier n’existe pas.',
};
