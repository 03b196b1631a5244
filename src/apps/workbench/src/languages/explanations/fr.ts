/** What the matching engine and the offsets explain, in French: English sentence to sentence. */
import type { Catalogue } from '../../language.ts';

export const explanations: Catalogue = {
  '{amount} pays {list}, in part with {taken}: {part}.': '{amount} paie {list} en partie, avec {taken} : {part}.',
  '{amount} pays {list}, in part: {part}.': '{amount} paie {list} en partie : {part}.',
  '{amount} pays {list} with {taken}: {part}.': '{amount} paie {list} avec {taken} : {part}.',
  '{amount} pays {list}: {part}.': '{amount} paie {list} : {part}.',
  '{list} and {count} more': '{list} et {count} autres',
  'To be confirmed: {parts}.': 'À confirmer : {parts}.',
  '{amount} is left over.': 'Il reste {amount}.',
  'named in the payer’s remittance advice, without amounts, {part}':
    'nommé dans l’avis de paiement du payeur, sans montants, {part}',
  'The remittance advice that explained it was taken from it.': 'L’avis de paiement qui l’expliquait en a été détaché.',
  'named in the payer’s remittance advice': 'nommé dans l’avis de paiement du payeur',
  'named in the bank text ({part}), {part2}': 'nommé dans le texte bancaire ({part}), {part2}',
  'named in the bank text, {part}': 'nommé dans le texte bancaire, {part}',
  'and the amount agrees': 'et le montant concorde',
  'less the discount in its date': 'moins l’escompte dans son délai',
  'less the discount in its date and a bank charge': 'moins l’escompte dans son délai et des frais bancaires',
  'less a bank charge': 'moins des frais bancaires',
  'within tolerance': 'dans la tolérance',
  'with the payer’s open credit netted': 'compensé avec l’avoir ouvert du payeur',
  'short by {amount} of tax withheld': '{amount} de moins pour retenue à la source',
  'short by {amount} after a conversion': '{amount} de moins après une conversion',
  'short by {amount} with a reason': '{amount} de moins, avec un motif',
  'short by {amount}: its discount, which ended on {day}': '{amount} de moins : son escompte, échu le {day}',
  'short by {amount}': '{amount} de moins',
  'and the rest is exactly another open item': 'et le reste est exactement un autre poste ouvert',
  'and more was paid': 'et il a été payé davantage',
  '"{text}" was read as {text2}': '« {text} » a été lu comme {text2}',
  'some numbers were completed from the payer’s items':
    'certains numéros ont été complétés d’après les postes du payeur',
  'it is everything the payer owes': 'c’est tout ce que doit le payeur',
  'it is everything due by {day}': 'c’est tout ce qui est échu au {day}',
  'the only open item of this payer with this amount': 'le seul poste ouvert de ce payeur avec ce montant',
  'together they are exactly this amount': 'ensemble, ils font exactement ce montant',
  'it has this amount, as another item has': 'il a ce montant, comme un autre poste',
  'the oldest of interchangeable items, as policy says': 'le plus ancien de postes interchangeables, selon les règles',
  'no other open item of a customer with "{text}" in the name has this amount':
    'aucun autre poste ouvert d’un client avec « {text} » dans le nom n’a ce montant',
  'the payer is another customer': 'le payeur est un autre client',
  'the payer is unknown': 'le payeur est inconnu',
  'the payer is not certain': 'le payeur n’est pas certain',
  'the payer is unknown and the amount differs': 'le payeur est inconnu et le montant diffère',
  '"{text}" was read as {text2}, and the payer is unknown':
    '« {text} » a été lu comme {text2}, et le payeur est inconnu',
  'another item has the same amount': 'un autre poste a le même montant',
  'other items fit the damaged numbers as well': 'd’autres postes conviennent aussi aux numéros abîmés',
  'what the advice names comes to {amount}': 'ce que nomme l’avis fait {amount}',
  'the lines of the advice sum to {amount}': 'les lignes de l’avis font {amount}',
  '{amount} of what the advice pays did not come': '{amount} de ce que paie l’avis ne sont pas arrivés',
  'what came is exactly the advice without {list}': 'ce qui est arrivé est exactement l’avis sans {list}',
  '"{text}" is no open item of this payer': '« {text} » n’est pas un poste ouvert de ce payeur',
  '{text} is blocked (dispute)': '{text} est contesté',
  '{text} is blocked (promise)': '{text} est promis',
  '{text} is blocked (plan)': '{text} est dans un plan de paiement',
  '{text} is blocked (legal)': '{text} est chez l’avocat',
  '{text} is blocked (stop)': '{text} est arrêté',
  '{text} is blocked ({text2})': '{text} est bloqué ({text2})',
  'the search could not prove that it is the only explanation':
    'la recherche n’a pas pu prouver que c’est la seule explication',
  'another explanation is as good': 'une autre explication est aussi bonne',
  'amounts alone meet too easily here': 'les montants seuls se rencontrent ici trop facilement',
  'the text speaks of a prepayment': 'le texte parle d’un acompte',
  'the payer paid for the customer of {text} only once before':
    'le payeur n’a payé qu’une fois pour le client de {text}',
  'a person declined another explanation of this money': 'une personne a refusé une autre explication de cet argent',
  'the text names {text}, which is not open': 'le texte nomme {text}, qui n’est pas ouvert',
  'the text names {text}': 'le texte nomme {text}',
  'the bank or ledger is not read up to date': 'la banque ou le livre ne sont pas lus à jour',
  'other credits explain the difference as well': 'd’autres avoirs expliquent aussi l’écart',
  'which of the named items is short is not said': 'il n’est pas dit lequel des postes nommés est trop court',
  'the certificate of the tax withheld is to be asked for': 'l’attestation de la retenue est à demander',
  '{amount} is missing after the conversion that the text states':
    'il manque {amount} après la conversion indiquée par le texte',
  'the text states another amount': 'le texte indique un autre montant',
  'the text states a conversion': 'le texte indique une conversion',
  '{text} is not named': '{text} n’est pas nommé',
  'the rest fits several other items': 'le reste convient à plusieurs autres postes',
  '{text} has exactly the advised amount': '{text} a exactement le montant annoncé',
  'the rules leave this kind to a person': 'les règles laissent ce genre à une personne',
  'the rules ask for more certainty': 'les règles demandent plus de certitude',
  'such explanations were wrong here in {count} of {count2}, more than the rules allow':
    'de telles explications étaient fausses ici dans {count} cas sur {count2}, plus que les règles ne permettent',
  'The advice was found by its amount alone; see whether the money is this payer’s.':
    'L’avis a été trouvé par son seul montant ; voyez si l’argent est de ce payeur.',
  'The advice is a sentence of a mail; see whether it says what was read from it.':
    'L’avis est une phrase d’un courriel ; voyez si elle dit ce qui y a été lu.',
  'The advice was read off a picture; see whether its figures were read right.':
    'L’avis a été lu sur une image ; voyez si ses chiffres ont été bien lus.',
  'discount {amount} ({part})': 'escompte {amount} ({part})',
  'bank charge {amount} ({part})': 'frais bancaires {amount} ({part})',
  'tolerance {amount} ({part})': 'tolérance {amount} ({part})',
  'withholding tax {amount} ({part})': 'retenue à la source {amount} ({part})',
  'deduction {amount} ({part})': 'déduction {amount} ({part})',
  'exchange difference {amount} ({part})': 'écart de change {amount} ({part})',
  'fx {amount} ({part})': 'écart de change {amount} ({part})',
  'stated in the text': 'indiqué dans le texte',
  'what the payer kept': 'ce que le payeur a gardé',
  'within the set maximum': 'dans le maximum fixé',
  '{percent} % withheld': '{percent} % retenu',
  'paid by {day}': 'payé avant le {day}',
  '{amount} is reported by the bank as a returned payment; it pays nothing and is to be linked to the receipt that came back.':
    'La banque signale {amount} comme un paiement rejeté ; il ne paie rien et doit être lié à l’encaissement revenu.',
  '{amount} was taken back by the bank: a returned payment to be linked to the receipt it undoes.':
    'La banque a repris {amount} : un paiement rejeté à lier à l’encaissement qu’il annule.',
  'Taken back by the bank: a returned payment, linked to the receipt that it undoes.':
    'Repris par la banque : un paiement rejeté, lié à l’encaissement qu’il annule.',
  '{amount} was received before for {text}, which it settled; this looks like the same payment again.':
    '{amount} a déjà été reçu pour {text}, qu’il a soldé ; cela ressemble au même paiement une seconde fois.',
  'The payer is known, but no open item explains {amount}; it stays on account as a prepayment, which the text speaks of.':
    'Le payeur est connu, mais aucun poste ouvert n’explique {amount} ; cela reste en compte comme acompte, dont parle le texte.',
  'The payer is known, but no open item explains {amount}; it stays on account.':
    'Le payeur est connu, mais aucun poste ouvert n’explique {amount} ; cela reste en compte.',
  "The payer's name could be that of {count} customers, and no open item decides between them.":
    'Le nom du payeur pourrait être celui de {count} clients, et aucun poste ouvert ne tranche.',
  'Neither payer nor reference of {amount} is known.': 'Ni le payeur ni la référence de {amount} ne sont connus.',
  '{text} has the same amount and terms': '{text} a le même montant et les mêmes conditions',
  '{text} has the same amount': '{text} a le même montant',
  '{text} sum to the same amount': '{text} font le même montant',
  '{text} may be the one that is paid in part': '{text} peut être le poste payé en partie',
  '{text} has exactly this amount': '{text} a exactement ce montant',
  'Applied by a person to {text}; {text2} stays on account.':
    'Affecté par une personne à {text} ; {text2} restent en compte.',
  'Applied by a person to {text}.': 'Affecté par une personne à {text}.',
  'What had explained it: {sentence}': 'Il avait été expliqué ainsi : {sentence}',
  'Its application was taken back; it waits to be applied anew.':
    'Son affectation a été annulée ; il attend d’être affecté de nouveau.',
  'Left on account by a person.': 'Laissé en compte par une personne.',
  '{amount} credits {text}: its checks are receipts of their own.':
    '{amount} crédite {text} : ses chèques sont des encaissements à part.',
  '{amount} pay documents of several companies: {parts}.':
    '{amount} paie des documents de plusieurs sociétés : {parts}.',
  '{amount} for {text} of {text2}': '{amount} pour {text} de {text2}',
  'Applied by a person to {text}; {amount} stays on account.':
    'Affecté par une personne à {text} ; {amount} restent en compte.',
  'The payer is customer {text}, parent or head office of {list}.':
    'Le payeur est le client {text}, société mère ou siège de {list}.',
  'The payer is customer {text}, recorded to pay for {list}.':
    'Le payeur est le client {text}, enregistré pour payer pour {list}.',
  'The payer is customer {text}, which paid before for {list}.':
    'Le payeur est le client {text}, qui a déjà payé pour {list}.',
  'Refund {text} was paid by the bank as {text2}.': 'Le remboursement {text} a été payé par la banque sous {text2}.',
  'Refund {text} is paid by check {text2}, which the bank has not paid yet.':
    'Le remboursement {text} est payé par le chèque {text2}, que la banque n’a pas encore payé.',
  'Refund {text} stands in payment file {text2} as {text3}.':
    'Le remboursement {text} figure dans le fichier de paiement {text2} sous {text3}.',
  '{amount}: {list} against {list2} of customer {text}, up to {days} days overdue; {part}.':
    '{amount} : {list} contre {list2} du client {text}, jusqu’à {days} jours de retard ; {part}.',
  '{amount}: {list} against {list2} of customer {text}, not overdue; {part}.':
    '{amount} : {list} contre {list2} du client {text}, sans retard ; {part}.',
  'one customer account': 'un compte client',
  'merged customers': 'clients fusionnés',
  'the same tax number': 'le même numéro fiscal',
  'the supplier is recorded as this customer': 'le fournisseur est enregistré comme ce client',
  'netting agreement {text}': 'accord de compensation {text}',
  '{text}: customer {text2} is insolvent since {day}; counsel decides on a set-off.':
    '{text} : le client {text2} est insolvable depuis le {day} ; l’avocat décide d’une compensation.',
  '{text} stands on a collective account of customers seen once.':
    '{text} figure sur un compte collectif de clients occasionnels.',
  '{text} is a {text2}; it waits for its own paper.':
    '{text} est une opération particulière ({text2}) et attend sa propre pièce.',
  '{text} is disputed.': '{text} est contesté.',
  '{text} is in a legal case or insolvency.': '{text} est dans une procédure ou une insolvabilité.',
  '{text} is stopped.': '{text} est arrêté.',
  '{text} is on a payment plan.': '{text} est dans un plan de paiement.',
  'Cash application has a proposal for {text} that waits for a person.':
    'L’imputation des encaissements a pour {text} une proposition qui attend une personne.',
  '{text} is due on {day}, not {days} days overdue.': '{text} est dû le {day}, pas {days} jours en retard.',
  '{text} belongs to {text2}, which is not aged yet.': '{text} appartient à {text2}, qui n’est pas encore ancien.',
  '{text} is in another offset that is open.': '{text} est dans une autre compensation ouverte.',
  '{text} is not offered any more.': '{text} n’est plus proposé.',
  'Refund {amount} of {text} to customer {text2}, paid by check to {text3}: {text4}':
    'Rembourser {amount} de {text} au client {text2}, par chèque à {text3} : {text4}',
  'Refund {amount} of {text} to customer {text2}, paid to {text3} (the account that the money came from): {text4}':
    'Rembourser {amount} de {text} au client {text2}, sur {text3} (le compte d’où venait l’argent) : {text4}',
  'Refund {amount} of {text} to customer {text2}, paid to {text3} (verified by two persons): {text4}':
    'Rembourser {amount} de {text} au client {text2}, sur {text3} (vérifié par deux personnes) : {text4}',
  'Pay one refund, {amount} in all, from {text}.': 'Payer un remboursement, {amount} au total, depuis {text}.',
  'Pay {count} refunds, {amount} in all, from {text}.':
    'Payer {count} remboursements, {amount} au total, depuis {text}.',
  'Pay one refund by check of {text}, {amount} in all.':
    'Payer un remboursement par chèque de {text}, {amount} au total.',
  'Pay {count} refunds by check of {text}, {amount} in all.':
    'Payer {count} remboursements par chèque de {text}, {amount} au total.',
  'Make one refund of payment file {text} due again, {amount} in all: the bank refused what stands in it, and none of it is or will be paid.':
    'Rendre de nouveau dû un remboursement du fichier {text}, {amount} au total : la banque a refusé ce qu’il contient, et rien n’en est ni ne sera payé.',
  'Make {count} refunds of payment file {text} due again, {amount} in all: the bank refused what stands in it, and none of it is or will be paid.':
    'Rendre de nouveau dus {count} remboursements du fichier {text}, {amount} au total : la banque a refusé ce qu’il contient, et rien n’en est ni ne sera payé.',
  'Make one refund of payment file {text} due again, {amount} in all: we withdraw what stands in it, and none of it is or will be paid.':
    'Rendre de nouveau dû un remboursement du fichier {text}, {amount} au total : nous retirons ce qu’il contient, et rien n’en est ni ne sera payé.',
  'Make {count} refunds of payment file {text} due again, {amount} in all: we withdraw what stands in it, and none of it is or will be paid.':
    'Rendre de nouveau dus {count} remboursements du fichier {text}, {amount} au total : nous retirons ce qu’il contient, et rien n’en est ni ne sera payé.',
  'Void check {text} of {amount} to customer {text2}: refund {text3} is due again, and the bank never sees it.':
    'Annuler le chèque {text} de {amount} au client {text2} : le remboursement {text3} est de nouveau dû, et la banque ne le verra jamais.',
  'Stop check {text} of {amount} to customer {text2}: refund {text3} is due again, and the bank was told not to pay it.':
    'Faire opposition au chèque {text} de {amount} au client {text2} : le remboursement {text3} est de nouveau dû, et la banque a ordre de ne pas le payer.',
  'Take {count} items of customer {text} ({amount} open) down to dunning level {count2}.':
    'Ramener {count} postes du client {text} ({amount} ouvert) au niveau de relance {count2}.',
  'Take {text} of customer {text2} ({amount} open) down to dunning level {count}.':
    'Ramener {text} du client {text2} ({amount} ouvert) au niveau de relance {count}.',
  'Pay customer {text} back to {text2} instead of {text3}.':
    'Rembourser le client {text} sur {text2} au lieu de {text3}.',
  'Pay customer {text} back to {text2}.': 'Rembourser le client {text} sur {text2}.',
  'Give customer {text} the terms "{text2}" instead of "{text3}".':
    'Donner au client {text} les conditions « {text2} » au lieu de « {text3} ».',
  'Give customer {text} the terms "{text2}".': 'Donner au client {text} les conditions « {text2} ».',
  'Change the payment term {text} of {count} customer accounts from "{part}" to "{part2}"; their {count2} open items keep their days.':
    'Modifier la condition de paiement {text} de {count} comptes clients de « {part} » à « {part2} » ; leurs {count2} postes ouverts gardent leurs dates.',
  'Set off {part}.': 'Compenser : {part}.',
  'Let {amount} of {text} go as a difference of the payment.':
    'Abandonner {amount} de {text} comme différence du paiement.',
  'Write off {amount} of {text} of customer {text2}: {text3}':
    'Passer en perte {amount} de {text} du client {text2} : {text3}',
  'Reverse {amount} of {text} of customer {text2}: {text3}': 'Extourner {amount} de {text} du client {text2} : {text3}',
  'Take certificate {text} for {amount} withheld in {text2} by customer {text3}: {text4}':
    'Accepter l’attestation {text} pour {amount} retenus sur {text2} par le client {text3} : {text4}',
  'Move {amount} of {text} from customer {text2} to customer {text3}.':
    'Déplacer {amount} de {text} du client {text2} au client {text3}.',
  '{count} limits of authority change.': '{count} limites d’habilitation changent.',
  'Limit to {part}: {word}, {taken}': 'Limite pour {part} : {word}, {taken}',
  'Limit to {part}: {text}, {taken}': 'Limite pour {part} : {text}, {taken}',
  'up to {amount} a day': 'jusqu’à {amount} par jour',
  'up to {amount} per customer and month': 'jusqu’à {amount} par client et par mois',
  'up to {amount} per customer and quarter': 'jusqu’à {amount} par client et par trimestre',
  'up to {amount} per customer and year': 'jusqu’à {amount} par client et par an',
  'approved by {word}': 'approuvé par : {word}',
  ends: 'prend fin',
  'This is your own request.': 'C’est votre propre demande.',
  'The requester is not here any more.': 'Le demandeur n’est plus là.',
  'Reminder fee, notice of level {count}': 'Frais de relance, rappel de niveau {count}',
  'pay refunds by check': 'payer des remboursements par chèque',
  'the sum of the checks': 'la somme des chèques',
  'void or stop checks that pay refunds': 'annuler ou bloquer les chèques de remboursement',
  'the amount of the check': 'le montant du chèque',
  'post memos that customers announce': 'comptabiliser les avoirs et notes de débit annoncés par les clients',
  'what the bank took beside the payment; up to what the rules know it takes no authority':
    'ce que la banque a pris en plus du paiement ; jusqu’à ce que les règles connaissent, sans autorisation',
  'the amount of the memo; a deduction takes no authority':
    'le montant de l’avoir ou de la note ; une déduction ne demande pas d’autorisation',
  'Your role does not allow this; ask somebody who may, or an administrator.':
    'Votre rôle ne le permet pas ; demandez à quelqu’un qui le peut, ou à un administrateur.',
  'The server does not answer.': 'Le serveur ne répond pas.',
  'The server answered something unreadable.': 'Le serveur a répondu quelque chose d’illisible.',
  'Refund {amount} of {text} to customer {text2}, paid to {text3} of {text4} (the account that the money came from): {text5}':
    'Rembourser {amount} de {text} au client {text2}, sur {text3} de {text4} (le compte d’où venait l’argent) : {text5}',
  'Refund {amount} of {text} to customer {text2}, paid to {text3} of {text4} (verified by two persons): {text5}':
    'Rembourser {amount} de {text} au client {text2}, sur {text3} de {text4} (vérifié par deux personnes) : {text5}',
  'short by {amount}: discounts, which ended on {day}': '{amount} de moins : escomptes, échus le {day}',
  'short by {amount}, of which this month no more is let go':
    '{amount} de moins, dont rien n’est plus abandonné ce mois',
  '{amount} taken off is stated, and {amount2} is missing': '{amount} retranchés sont indiqués, et il manque {amount2}',
  '{amount} is more than the {amount2} that the rules deduct without a person':
    '{amount} dépasse les {amount2} que les règles déduisent sans personne',
  'discount that ended on {day}': 'escompte échu le {day}',
  'discount that was not agreed': 'escompte non convenu',
  'kept back by the payer': 'retenu par le payeur',
  'more than is let go in a month': 'plus que ce qui est abandonné par mois',
  'less the tax withheld': 'moins l’impôt retenu',
  'less the tax withheld it has this amount': 'moins l’impôt retenu, il a ce montant',
  'a discount or a charge explains the difference as well': 'un escompte ou des frais expliquent aussi la différence',
  'an open credit explains the difference as well': 'un avoir ouvert explique aussi la différence',
  'the text states another rate of tax': 'le texte indique un autre taux d’impôt',
  'named in the bank text, {amount} are {amount2} at {text}, and {amount3} less was paid':
    'nommé dans le texte bancaire, {amount} font {amount2} à {text}, et {amount3} de moins ont été payés',
  'named in the bank text, {amount} are {amount2} at {text}, and {amount3} more was paid':
    'nommé dans le texte bancaire, {amount} font {amount2} à {text}, et {amount3} de plus ont été payés',
  'named in the bank text, {amount} are {amount2} at {text}':
    'nommé dans le texte bancaire, {amount} font {amount2} à {text}',
  'it is in another currency, and a person confirms the rate':
    'il est dans une autre devise, et une personne confirme le cours',
  'the text states a rate of {text}': 'le texte indique un cours de {text}',
  'the amount is another than that of the reference': 'le montant n’est pas celui de la référence',
  'The bank names {text} as the one who owes it.': 'La banque nomme {text} comme le débiteur.',
  'the bank names {text} as the one who owes it': 'la banque nomme {text} comme le débiteur',
  'named in the bank text in several currencies, and {amount} less was paid: {parts}':
    'nommée dans le texte bancaire en plusieurs devises, et {amount} de moins ont été payés : {parts}',
  'named in the bank text in several currencies: {parts}':
    'nommée dans le texte bancaire en plusieurs devises : {parts}',
  '{amount} are {amount2} at {text}, and {amount3} less was paid':
    '{amount} font {amount2} à {text}, et {amount3} de moins ont été payés',
  '{amount} are {amount2} at {text}, and {amount3} more was paid':
    '{amount} font {amount2} à {text}, et {amount3} de plus ont été payés',
  '{amount} are {amount2} at {text}': '{amount} font {amount2} à {text}',
  'No statement was read yet.': 'Aucun relevé n’a encore été lu.',
  'The bank is read up to {day}, the month has business days up to {day2}.':
    'La banque est lue jusqu’au {day} ; le mois a des jours ouvrés jusqu’au {day2}.',
  'The bank has told no balance; only its lines are compared.':
    'La banque n’a donné aucun solde ; seules ses lignes sont comparées.',
  'Statement {text} up to {day} was read after one of later days.':
    'Le relevé {text} jusqu’au {day} a été lu après un relevé de jours suivants.',
  'Statement {text} of {day} follows number {text2}, though its balance goes on: one between them may be missing.':
    'Le relevé {text} du {day} suit le numéro {text2}, bien que son solde s’enchaîne : un relevé intermédiaire manque peut-être.',
  'Statement {text} of {text2} is held: {part}.': 'Le relevé {text} de {text2} est retenu : {part}.',
  'it does not foot by {text}': 'il est faux de {text}',
  'it has the balances of a statement read before, but other lines':
    'il a les soldes d’un relevé déjà lu, mais d’autres lignes',
  '{count} of its lines have day and amount of lines that came in {text} under another text; release it if they are others':
    '{count} de ses lignes ont le jour et le montant de lignes venues en {text} sous un autre texte ; libérez-le si ce sont d’autres lignes',
  'The bank booked it on {day}; that month was closed, so it is posted on {day2}.':
    'La banque l’a comptabilisé le {day} ; ce mois était clos, il est donc comptabilisé le {day2}.',
  'The balance before the first statement that was read.': 'Le solde avant le premier relevé lu.',
  'The statement before it closed on {day} with another balance than this one opens with; a statement between them is missing.':
    'Le relevé précédent s’est clos le {day} sur un autre solde que celui par lequel celui-ci commence ; un relevé manque entre les deux.',
  'The statements moved by more than their lines.': 'Les relevés ont varié de plus que leurs lignes.',
  'No movement of either side explains it.': 'Aucun mouvement de l’un ou de l’autre côté ne l’explique.',
  '"{text}" names nothing that is open in any company': '« {text} » ne nomme rien d’ouvert dans aucune société',
  '"{text}" is open in {text2}': '« {text} » est ouvert chez {text2}',
  '{text} is named twice': '{text} est nommé deux fois',
  '{text} is a credit, which a person nets': '{text} est un avoir, qu’une personne compense',
  '{text} has only {amount} open, {amount2} are said to pay it':
    '{text} n’a que {amount} d’ouvert, {amount2} sont annoncés',
  '{text} is paid in part': '{text} est payé en partie',
  '{amount} are left over': 'il reste {amount}',
  'the documents come to {amount}, the money is {amount2}': 'les documents font {amount}, l’argent est de {amount2}',
  'the documents are not all the payer’s own': 'les documents ne sont pas tous ceux du payeur',
  'a person decided otherwise before': 'une personne a décidé autrement auparavant',
  'nobody is known on whose account the money stands': 'on ne sait pas sur le compte de qui est l’argent',
};
