/** The built-in prose of statements of account: four languages, one tone. A statement informs; it asks for nothing by a day. */
import type { TemplateProse } from '../rules/template.ts';

export const statement: Readonly<Record<string, readonly TemplateProse[]>> = {
  en: [
    {
      subject: 'Statement of account as of {{ asOf }}',
      opening:
        'Please find below what stands open on your account with us as of {{ asOf }}. The balance is {{ balance }}.{% if overdue != "" %} Of this, {{ overdue }} is past due.{% endif %}',
      closing:
        'Please compare this statement with your records. If something differs, or if you need a copy of a document, reply to this message and we will see to it.{% if overdue != "" %} We would be grateful if you could settle what is past due.{% endif %}',
    },
  ],
  de: [
    {
      subject: 'Kontoauszug zum {{ asOf }}',
      opening:
        'nachstehend erhalten Sie eine Aufstellung der offenen Posten Ihres Kundenkontos zum {{ asOf }}. Der Saldo beträgt {{ balance }}.{% if overdue != "" %} Davon sind {{ overdue }} überfällig.{% endif %}',
      closing:
        'Bitte gleichen Sie die Aufstellung mit Ihren Unterlagen ab. Weicht etwas ab oder benötigen Sie eine Belegkopie, antworten Sie einfach auf diese Nachricht; wir kümmern uns darum.{% if overdue != "" %} Für den Ausgleich der überfälligen Posten danken wir Ihnen.{% endif %}',
    },
  ],
  es: [
    {
      subject: 'Estado de cuenta al {{ asOf }}',
      opening:
        'A continuación le detallamos las partidas pendientes de su cuenta al {{ asOf }}. El saldo asciende a {{ balance }}.{% if overdue != "" %} De este importe, {{ overdue }} ya ha vencido.{% endif %}',
      closing:
        'Le rogamos que compare este estado de cuenta con sus registros. Si observa alguna diferencia o necesita copia de un documento, responda a este mensaje y lo atenderemos.{% if overdue != "" %} Le agradeceríamos que abonara las partidas vencidas.{% endif %}',
    },
  ],
  fr: [
    {
      subject: 'Relevé de compte au {{ asOf }}',
      opening:
        'Vous trouverez ci-après le détail des postes ouverts sur votre compte au {{ asOf }}. Le solde s’élève à {{ balance }}.{% if overdue != "" %} Sur ce montant, {{ overdue }} est échu.{% endif %}',
      closing:
        'Nous vous remercions de bien vouloir rapprocher ce relevé de vos écritures. En cas d’écart, ou si vous souhaitez la copie d’une pièce, il vous suffit de répondre à ce message.{% if overdue != "" %} Nous vous remercions par avance du règlement des postes échus.{% endif %}',
    },
  ],
};

/** The facts that the prose of a statement may name, with an example of each. `overdue` is empty where nothing is. */
export const statementFacts = {
  balance: 'EUR 1,234.50',
  overdue: 'EUR 400.00',
  asOf: '30 November 2026',
  customer: 'Example Ltd',
  company: 'Acme GmbH',
};
