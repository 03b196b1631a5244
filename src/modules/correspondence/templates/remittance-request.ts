/** The built-in prose of requests for remittance: money came in, and we do not know what it pays. Four languages, one tone. */
import type { TemplateProse } from '../rules/template.ts';

export const remittanceRequest: Readonly<Record<string, readonly TemplateProse[]>> = {
  en: [
    {
      subject: 'What is your payment of {{ amount }} for?',
      opening:
        'Thank you for your payment of {{ amount }}, which reached us on {{ paidOn }}. We cannot tell from it which documents it pays{% if left != amount %}; {{ left }} of it is not assigned yet{% endif %}.',
      closing:
        'Please reply with your remittance advice, or with the numbers of the documents and the amounts that you paid. We will then clear them at once. If the payment was not meant for us, let us know.',
    },
  ],
  de: [
    {
      subject: 'Wofür ist Ihre Zahlung über {{ amount }} bestimmt?',
      opening:
        'vielen Dank für Ihre Zahlung über {{ amount }}, die wir am {{ paidOn }} erhalten haben. Wir können daraus nicht erkennen, welche Belege Sie bezahlen{% if left != amount %}; {{ left }} davon sind noch nicht zugeordnet{% endif %}.',
      closing:
        'Bitte antworten Sie mit Ihrem Zahlungsavis oder mit den Belegnummern und den Beträgen, die Sie bezahlt haben. Wir gleichen die Belege dann umgehend aus. War die Zahlung nicht für uns bestimmt, geben Sie uns bitte Bescheid.',
    },
  ],
  es: [
    {
      subject: '¿A qué corresponde su pago de {{ amount }}?',
      opening:
        'Le agradecemos su pago de {{ amount }}, que recibimos el {{ paidOn }}. No podemos deducir de él qué documentos paga{% if left != amount %}; {{ left }} siguen sin asignar{% endif %}.',
      closing:
        'Le rogamos que responda con su aviso de pago, o con los números de los documentos y los importes que ha pagado. Los compensaremos de inmediato. Si el pago no estaba destinado a nosotros, le agradeceremos que nos lo indique.',
    },
  ],
  fr: [
    {
      subject: 'À quoi correspond votre paiement de {{ amount }} ?',
      opening:
        'Nous vous remercions de votre paiement de {{ amount }}, reçu le {{ paidOn }}. Il ne nous indique pas quelles pièces il règle{% if left != amount %} ; {{ left }} ne sont pas encore affectés{% endif %}.',
      closing:
        'Merci de répondre en joignant votre avis de paiement, ou en indiquant les numéros des pièces et les montants réglés. Nous les solderons aussitôt. Si ce paiement ne nous était pas destiné, merci de nous le signaler.',
    },
  ],
};

/** The facts that the prose may name, with an example of each. `left` is what is not assigned of the payment. */
export const remittanceRequestFacts = {
  amount: 'EUR 1,234.50',
  left: 'EUR 400.00',
  paidOn: '30 November 2026',
  customer: 'Example Ltd',
  company: 'Acme GmbH',
};
