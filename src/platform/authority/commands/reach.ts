/** The companies whose requests a caller may see: everything, or those of the scope. */

export type Reach = 'everything' | { readonly companyIds: readonly bigint[]; readonly wholeTenant: boolean };

/** Whether something of a company (null: of the tenant as a whole) lies within reach. */
export const reaches = (reach: Reach, companyId: bigint | null): boolean =>
  reach === 'everything' || (companyId === null ? reach.wholeTenant : reach.companyIds.includes(companyId));
