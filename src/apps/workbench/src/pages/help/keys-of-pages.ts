/** The keys of all pages by place, as the sources bind them. Made by the test of the keys with DUNWELL_KEYS=write. */

export const keysOfPages: readonly (readonly [
  place: string,
  keys: readonly (readonly [keys: string, label: string])[],
])[] = [
  [
    'Everywhere',
    [
      ['mod+k', 'Find or run anything'],
      ['?', 'Show the keys'],
      ['u', 'Keep it back'],
      ['u', 'Undo'],
      ['v', 'Save this view'],
    ],
  ],
  [
    'In lists',
    [
      ['j', 'Next row'],
      ['k', 'Row before'],
      ['Enter', 'Open the row'],
      [' ', 'Choose the row'],
      ['shift+ArrowDown|shift+ArrowUp', 'Choose rows as far as one goes'],
      ['/', 'Filter the list'],
    ],
  ],
  [
    'With a customer',
    [
      ['mod+Enter', 'Save'],
      ['Escape', 'Close'],
      [']', 'Next tab'],
      ['[', 'Tab before'],
      ['c', 'Log a call'],
      ['n', 'Write a note'],
      ['h', 'Snooze'],
      ['t|@', 'Take over'],
      ['mod+Enter', 'Save and go to the next'],
    ],
  ],
  [
    'Worklist',
    [
      ['w', 'Work one after the other'],
      ['j', 'Next customer'],
      ['k', 'Customer before'],
      ['f', 'One customer at a time'],
      ['f', 'Show the list'],
    ],
  ],
  [
    'Open items',
    [
      ['e', 'Remind the customers of the chosen items'],
      ['s', 'Statements to the customers of the chosen items'],
      ['c', 'Log a call about the chosen items'],
      ['p', 'Take a promise for the chosen items'],
      ['n', 'Write a note about the chosen items'],
      ['h', 'Let the customer of the chosen items sleep'],
      ['m', 'Where the money of the item is'],
    ],
  ],
  [
    'Unapplied cash',
    [
      ['@|o', 'Give to a person'],
      ['e', 'Ask the payer what it is for'],
    ],
  ],
  [
    'Remittance advices',
    [
      ['Escape', 'Close'],
      ['d', 'Fetch the file'],
      ['l', 'Link to a receipt'],
      ['x', 'Take from its money'],
      ['w', 'Withdraw'],
    ],
  ],
  [
    'Accept proposals',
    [
      ['mod+Enter', 'Accept'],
      ['a', 'See what would be posted'],
      ['mod+a', 'Choose all'],
    ],
  ],
  [
    'Checks',
    [
      ['n', 'Register a check'],
      ['d', 'Make a deposit slip'],
      ['r', 'The check came back'],
      ['i', 'Look at the image'],
      ['mod+Enter', 'Make the slip'],
      ['p', 'Print the slip'],
      ['Escape', 'Back to the register'],
      ['a', 'Pay it in as its checks are'],
      ['w', 'Discard the batch'],
      ['h', 'Hold it again'],
    ],
  ],
  [
    'Settlements',
    [
      ['n', 'Declare a payment service'],
      ['d', 'Fetch the report'],
      ['h', 'Hold it again'],
      ['b', 'Bring it back'],
      ['a', 'Choose its deposit'],
      ['r', 'Let it pass'],
      ['w', 'Withdraw'],
      ['x', 'Take it back'],
      ['Escape', 'Back to the settlements'],
    ],
  ],
  [
    'Refunds',
    [
      ['s', 'Save the file'],
      ['r', 'The bank refused it'],
      ['x', 'Withdraw payments'],
      ['Escape', 'Back to the files'],
      ['d', 'Make a payment file'],
      ['c', 'Pay by check'],
      ['mod+a', 'Select all that can be paid'],
    ],
  ],
  [
    'Cash',
    [
      ['a', 'Accept'],
      ['x', 'Decline'],
      ['w', 'Name the customer'],
      ['n', 'New rule'],
      ['j', 'Next receipt'],
      ['k', 'Receipt before'],
      ['b', 'Accept several at once'],
      ['Escape', 'Close'],
      ['a', 'Apply, and go to the next'],
      ['mod+Enter', 'Apply, and go to the next'],
      ['s', 'Short payment: the rest becomes a deduction'],
      ['l', 'Leave on account'],
      ['x', 'Decline the proposal'],
      ['ArrowDown', 'Next item'],
      ['ArrowUp', 'Item before'],
      [' ', 'Choose the item'],
      ['w', 'Say whose money it is'],
      ['l', 'Link to the payment'],
    ],
  ],
  [
    'Reconciliation',
    [
      ['p', 'Prepare for signing'],
      ['s', 'Sign'],
      ['n', 'Receive a statement'],
      ['w', 'Write to the customer'],
      ['a', 'Agree on a balance'],
    ],
  ],
  [
    'Offsets',
    [
      ['n', 'Record an agreement'],
      ['n', 'Look for offsets'],
      ['a', 'Add a payable'],
    ],
  ],
  [
    'Letters',
    [
      ['b', 'Collect the letters'],
      ['d', 'Fetch the PDF'],
      ['p', 'Say that it is printed'],
      ['mod+Enter', 'Save'],
    ],
  ],
  [
    'Statements',
    [
      ['j|ArrowDown', 'Next row'],
      ['k|ArrowUp', 'Row before'],
      [' ', 'Choose the customer'],
      ['mod+a', 'Choose all shown'],
      ['e', 'Send the statements'],
      ['mod+Enter', 'Save'],
      ['Escape', 'Close'],
    ],
  ],
  [
    'Dunning run',
    [
      ['j|ArrowDown', 'Next row'],
      ['k|ArrowUp', 'Row before'],
      [' ', 'Choose the customer'],
      ['mod+a', 'Choose all shown'],
      ['e', 'Remind those chosen'],
      ['mod+Enter', 'Send'],
    ],
  ],
  [
    'Imports',
    [
      ['e', 'Hand over to the ERP'],
      ['s', 'Save the file of what the ERP has not answered'],
      ['Escape', 'Close'],
      ['mod+Enter', 'Undo'],
      ['n', 'Choose files'],
    ],
  ],
  [
    'Templates',
    [
      ['j', 'Next template'],
      ['k', 'Template before'],
      ['mod+Enter', 'Save'],
    ],
  ],
  [
    'Audit',
    [
      ['Escape', 'Close'],
      ['y', 'Verify the chain'],
    ],
  ],
  [
    'Settings',
    [
      ['mod+Enter', 'Ask for the change'],
      ['Escape', 'Close'],
      ['n', 'Add a bank account'],
      ['Escape', 'Cancel'],
      ['mod+Enter', 'Save'],
      ['n', 'Add a person'],
    ],
  ],
];
