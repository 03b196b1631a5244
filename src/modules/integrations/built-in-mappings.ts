/** The mappings that come with Dunwell: files to use as they are, or to copy and change. */
import generic from './mappings/generic.json' with { type: 'json' };
import netsuite from './mappings/netsuite-transactions.json' with { type: 'json' };
import oracle from './mappings/oracle-payment-schedules.json' with { type: 'json' };
import quickbooks from './mappings/quickbooks-open-invoices.json' with { type: 'json' };
import sap from './mappings/sap-line-items.json' with { type: 'json' };
import sapPostingKeys from './mappings/sap-posting-keys.json' with { type: 'json' };

/** ERP mappings by their name, as JSON documents. */
export const builtInErpMappings: ReadonlyMap<string, unknown> = new Map(
  [sap, sapPostingKeys, oracle, netsuite, quickbooks, generic].map((one) => [one.name, one]),
);
