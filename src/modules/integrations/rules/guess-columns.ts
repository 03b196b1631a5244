/** Which column of a table may hold which field: by its name in the languages of spreadsheets. A proposal, never more. Pure. */
import type { ImportKind } from '../store/imports.ts';

/** Names that columns go by, without blanks and signs; the first that is there counts. Our own name comes first by itself. */
const known: Readonly<Record<ImportKind, Readonly<Record<string, readonly string[]>>>> = {
  items: {
    customer: [
      'customernumber',
      'customerno',
      'customerid',
      'account',
      'debtor',
      'kundennummer',
      'kunde',
      'debitor',
      'kdnr',
      'cliente',
      'codigocliente',
      'client',
      'numeroclient',
    ],
    number: [
      'invoicenumber',
      'invoiceno',
      'invoice',
      'documentnumber',
      'documentno',
      'document',
      'rechnungsnummer',
      'rechnungsnr',
      'rechnung',
      'belegnummer',
      'beleg',
      'factura',
      'numerofactura',
      'facture',
      'numerofacture',
    ],
    type: ['documenttype', 'doctype', 'belegart', 'art', 'tipo', 'typedepiece'],
    documentDate: [
      'invoicedate',
      'docdate',
      'date',
      'rechnungsdatum',
      'belegdatum',
      'datum',
      'fecha',
      'fechafactura',
      'datefacture',
    ],
    postingDate: ['posted', 'buchungsdatum', 'fechacontable', 'datecomptable'],
    dueDate: [
      'due',
      'netdue',
      'faelligkeit',
      'falligkeit',
      'fälligkeit',
      'faelligam',
      'fälligam',
      'vencimiento',
      'fechavencimiento',
      'echeance',
      'échéance',
      'dateecheance',
    ],
    currency: ['curr', 'ccy', 'waehrung', 'währung', 'moneda', 'divisa', 'devise'],
    amount: [
      'grossamount',
      'total',
      'balance',
      'open',
      'openamount',
      'betrag',
      'bruttobetrag',
      'offen',
      'offenerbetrag',
      'importe',
      'montant',
      'montantttc',
    ],
    tax: ['vat', 'taxamount', 'steuer', 'mwst', 'ust', 'iva', 'tva'],
    purchaseOrder: ['po', 'ponumber', 'orderno', 'bestellnummer', 'pedido', 'commande'],
    text: ['description', 'memo', 'buchungstext', 'beschreibung', 'descripcion', 'descripción', 'libelle', 'libellé'],
    references: ['reference', 'referenz', 'referencia'],
  },
  customers: {
    number: [
      'customernumber',
      'customerno',
      'customerid',
      'customer',
      'account',
      'kundennummer',
      'kdnr',
      'debitor',
      'codigocliente',
      'codigo',
      'numeroclient',
    ],
    name: [
      'customername',
      'company',
      'companyname',
      'kundenname',
      'firma',
      'nombre',
      'razonsocial',
      'nom',
      'raisonsociale',
    ],
    country: ['countrycode', 'land', 'pais', 'país', 'pays'],
    language: ['lang', 'sprache', 'idioma', 'langue'],
    term: ['terms', 'paymentterms', 'paymentterm', 'zahlungsbedingung', 'condiciones', 'conditions'],
    taxNumber: ['vatnumber', 'vatid', 'ustid', 'ustidnr', 'nif', 'cif', 'tva', 'siren'],
    contactName: ['contact', 'contactperson', 'ansprechpartner', 'contacto'],
    contactEmail: ['email', 'mail', 'emailaddress', 'correo'],
    contactPhone: ['phone', 'telephone', 'tel', 'telefon', 'telefono', 'teléfono', 'téléphone'],
    street: ['address', 'address1', 'strasse', 'straße', 'direccion', 'dirección', 'adresse', 'rue'],
    postalCode: ['zip', 'zipcode', 'postcode', 'plz', 'codigopostal', 'codepostal'],
    city: ['town', 'ort', 'stadt', 'ciudad', 'ville'],
    payerAccounts: ['iban', 'bankaccount', 'bankkonto', 'cuenta'],
  },
};

const keyOf = (name: string): string => name.toLowerCase().replaceAll(/[\s_.\-/#:()]+/g, '');

/**
 * The columns proposed for the fields of a kind: a column of the field's own name, else the first that is known under
 * another one. No column is proposed twice.
 */
export function guessColumns(
  kind: ImportKind,
  fields: readonly string[],
  header: readonly string[],
): Record<string, string> {
  const byKey = new Map(header.map((name) => [keyOf(name), name]));
  const taken = new Set<string>();
  const guessed: Record<string, string> = {};
  const take = (field: string, key: string): boolean => {
    const column = byKey.get(key);
    if (column === undefined || taken.has(column) || guessed[field] !== undefined) return false;
    guessed[field] = column;
    taken.add(column);
    return true;
  };
  for (const field of fields) take(field, keyOf(field));
  for (const field of fields) (known[kind][field] ?? []).some((key) => take(field, key));
  return guessed;
}
