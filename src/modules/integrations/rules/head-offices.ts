/**
 * Which head offices a file of customers may say. A family has two levels, a head office and its branches: what a file says
 * beyond that, in a circle or of nobody, is a bad row, and every other row goes in. Pure.
 */

/** A customer of the file by the number in force; `head`: null takes the head office away, undefined says nothing of it. */
export interface ToldCustomer {
  readonly number: string;
  readonly head: string | null | undefined;
}

/** What stands already, by the numbers in force. */
export interface Families {
  /** All customers. */
  readonly numbers: { has(number: string): boolean };
  /** The head office of each customer that has one. */
  readonly headOf: ReadonlyMap<string, string>;
  /** Who has an account in the company that the file is for. */
  readonly inCompany: { has(number: string): boolean };
}

/** The file as a whole: for which company it is, and all customers in it, also those whose rows are bad for something else. */
export interface FileOfCustomers {
  readonly companyCode: string;
  readonly inFile: { has(number: string): boolean };
}

export interface HeadFault {
  readonly code: string;
  readonly reason: string;
}

/** What is wrong with the head offices that customers tell, by number. A link that stands already is never wrong. */
export function judgeHeadOffices(
  customers: readonly ToldCustomer[],
  standing: Families,
  file: FileOfCustomers,
): Map<string, HeadFault> {
  const faults = new Map<string, HeadFault>();
  // A row that falls out leaves its customer where it stood, which may stand in the way of another: seen in the next round.
  for (;;) {
    const left = customers.filter((one) => !faults.has(one.number));
    const found = judgeOnce(left, standing, file);
    if (found.size === 0) return faults;
    for (const [number, fault] of found) faults.set(number, fault);
  }
}

function judgeOnce(
  customers: readonly ToldCustomer[],
  standing: Families,
  { companyCode, inFile }: FileOfCustomers,
): Map<string, HeadFault> {
  const { ordered, circles } = headsFirst(customers);
  const told = new Map(customers.map((one) => [one.number, one.head]));
  const branchesOf = new Map<string, string[]>();
  for (const [number, head] of standing.headOf) {
    const branches = branchesOf.get(head);
    if (branches) branches.push(number);
    else branchesOf.set(head, [number]);
  }
  const headOf = new Map(standing.headOf);
  const taken = new Set<string>();
  const faults = new Map<string, HeadFault>();
  const faultOf = (number: string, head: string): HeadFault | null => {
    if (head === number) return { code: 'customers.parent-itself', reason: 'A customer cannot be its own parent.' };
    if (circles.has(number) || headOf.get(head) === number)
      return {
        code: 'customers.parent-circle',
        reason: `The parents of ${number} and "${head}" go in a circle; one of them has none.`,
      };
    if (!standing.numbers.has(head) && !taken.has(head))
      return inFile.has(head)
        ? { code: 'customers.parent-bad', reason: `The parent "${head}" is a bad row itself.` }
        : { code: 'customers.parent-unknown', reason: `There is no customer "${head}".` };
    if (!standing.inCompany.has(head) && !taken.has(head))
      return {
        code: 'customers.parent-elsewhere',
        reason: `The parent "${head}" has no account in company ${companyCode}; bring it there first.`,
      };
    const above = headOf.get(head);
    if (above !== undefined)
      return {
        code: 'customers.parent-chain',
        reason: `The parent "${head}" has a parent itself, ${above}; a branch stands below the head office, not below a branch.`,
      };
    // A branch that the same file gives another parent is on its way.
    const branch = (branchesOf.get(number) ?? []).find(
      (one) => told.get(one) === undefined || told.get(one) === number,
    );
    if (branch !== undefined)
      return {
        code: 'customers.parent-of-branches',
        reason: `${number} is the parent of ${branch}, and so cannot stand below "${head}".`,
      };
    return null;
  };
  for (const { number, head } of ordered) {
    const fault = head == null || head === standing.headOf.get(number) ? null : faultOf(number, head);
    if (fault) {
      faults.set(number, fault);
      continue;
    }
    taken.add(number);
    if (head === null) headOf.delete(number);
    else if (head !== undefined) headOf.set(number, head);
  }
  return faults;
}

/** Heads before their branches, and who stands in a circle. Without recursion: a file may hang all its rows on one another. */
function headsFirst(customers: readonly ToldCustomer[]): { ordered: ToldCustomer[]; circles: Set<string> } {
  const byNumber = new Map(customers.map((one) => [one.number, one]));
  const placed = new Set<string>();
  const ordered: ToldCustomer[] = [];
  const circles = new Set<string>();
  for (const customer of customers) {
    const path = new Map<string, ToldCustomer>();
    let at: ToldCustomer | undefined = customer;
    while (at && !placed.has(at.number) && !path.has(at.number)) {
      path.set(at.number, at);
      at = at.head == null ? undefined : byNumber.get(at.head);
    }
    const way = [...path.values()];
    if (at && path.has(at.number)) {
      const from = way.indexOf(at);
      if (way.length - from > 1) for (const one of way.slice(from)) circles.add(one.number);
    }
    for (const one of way.reverse()) {
      placed.add(one.number);
      ordered.push(one);
    }
  }
  return { ordered, circles };
}

/** The customers with those first who are the head of others, so that a part of the file names only heads that are saved. */
export const inOrderOfHeads = <T extends ToldCustomer>(customers: readonly T[]): T[] =>
  headsFirst(customers).ordered as T[];
