/** What counts as an e-mail address, wherever one is typed or comes in a file. Pure. */

/** Nothing that a header of a mail would read as more than one address; letters of every script, as customers have them. */
const address = /^[^\s@<>,;:"()[\]\\]+@[^\s@<>,;:"()[\]\\]+\.[^\s@<>,;:"()[\]\\]+$/;

/** Whether a text is one e-mail address by itself: it has a name, one `@`, and a place with a point. */
export const isEmail = (text: string): boolean => address.test(text);
