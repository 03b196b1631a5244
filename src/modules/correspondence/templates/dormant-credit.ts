/** The built-in prose of letters about a credit that nobody has moved for long: it is the customer's, and we ask what to do with it. */
import type { TemplateProse } from '../rules/template.ts';

export const dormantCredit: Readonly<Record<string, readonly TemplateProse[]>> = {
  en: [
    {
      subject: 'Your credit of {{ left }} with {{ company }}',
      opening:
        'We hold {{ left }} that belong to you and that have not moved since {{ lastMovedOn }}. Please tell us what we are to do with them.',
      closing:
        'We can set them off against your open or next documents, or pay them back to your bank account. If you believe that they are not yours, let us know as well. Please answer by {{ answerBy }}: where we hear nothing, we report them as unclaimed property as the law demands. They do not become our income.',
    },
  ],
  de: [
    {
      subject: 'Ihr Guthaben über {{ left }} bei {{ company }}',
      opening:
        'wir führen {{ left }}, die Ihnen gehören und die sich seit dem {{ lastMovedOn }} nicht bewegt haben. Bitte teilen Sie uns mit, was wir damit tun sollen.',
      closing:
        'Wir können sie mit Ihren offenen oder künftigen Belegen verrechnen oder auf Ihr Bankkonto zurückzahlen. Wenn das Guthaben nach Ihrer Ansicht nicht Ihnen gehört, geben Sie uns bitte ebenfalls Bescheid. Bitte antworten Sie bis zum {{ answerBy }}: Hören wir nichts, melden wir es als nicht beanspruchtes Guthaben, wie das Gesetz es verlangt. Es wird nicht unser Ertrag.',
    },
  ],
  es: [
    {
      subject: 'Su saldo a favor de {{ left }} en {{ company }}',
      opening:
        'Tenemos {{ left }} que le pertenecen y que no se han movido desde el {{ lastMovedOn }}. Le rogamos que nos indique qué debemos hacer con ese saldo.',
      closing:
        'Podemos compensarlo con sus documentos abiertos o futuros, o devolverlo a su cuenta bancaria. Si cree que no es suyo, le agradeceremos que también nos lo indique. Le rogamos que responda antes del {{ answerBy }}: si no tenemos noticias, lo declararemos como saldo no reclamado, como exige la ley. No pasará a ser ingreso nuestro.',
    },
  ],
  fr: [
    {
      subject: 'Votre avoir de {{ left }} chez {{ company }}',
      opening:
        'Nous détenons {{ left }} qui vous appartiennent et qui n’ont pas bougé depuis le {{ lastMovedOn }}. Merci de nous indiquer ce que nous devons en faire.',
      closing:
        'Nous pouvons les imputer sur vos pièces ouvertes ou à venir, ou les reverser sur votre compte bancaire. Si vous pensez que cet avoir n’est pas le vôtre, merci de nous le signaler aussi. Merci de répondre avant le {{ answerBy }} : sans nouvelles de votre part, nous le déclarerons comme avoir non réclamé, comme la loi l’exige. Il ne deviendra pas notre produit.',
    },
  ],
};

/** The facts that the prose may name, with an example of each. `answerBy` is the day on which the first of the credits is dormant. */
export const dormantCreditFacts = {
  left: 'EUR 400.00',
  lastMovedOn: '30 November 2023',
  answerBy: '30 November 2026',
  customer: 'Example Ltd',
  company: 'Acme GmbH',
};
