/** Sign-in names: one person types them in many ways. */

/** The form in which a sign-in name is stored and compared. */
export const normaliseLogin = (login: string): string => login.normalize('NFKC').trim().toLowerCase();
