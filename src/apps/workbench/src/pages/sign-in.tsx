/** Signing in. The address stays: whoever signs in again goes on where the session ended. */
import { useEffect, useId, useRef, useState } from 'react';
import { sentence } from '../format.ts';
import { t } from '../language.ts';
import { AlertIcon, Mark } from '../parts/icons.tsx';
import { useSignIn } from '../session.tsx';

export function SignInPage({ ended }: { ended: boolean }) {
  const signIn = useSignIn();
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const first = useRef<HTMLInputElement>(null);
  const secret = useRef<HTMLInputElement>(null);
  const id = useId();
  useEffect(() => {
    document.title = `${t('Sign in')} · Dunwell`;
    first.current?.focus();
  }, []);
  return (
    <main className="grid min-h-dvh place-items-center p-6">
      <form
        className="-mt-16 flex w-full max-w-72 flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          signIn.mutate({ login, password }, { onError: () => secret.current?.select() });
        }}
      >
        <Mark className="size-8" />
        <h1 className="text-title font-semibold">{ended ? t('Sign in again') : t('Sign in to Dunwell')}</h1>
        {ended && (
          <p role="status" className="text-ink-2">
            {t('Your session has ended. You will go on where you were.')}
          </p>
        )}
        <div className="flex flex-col gap-1">
          <label htmlFor={`${id}-login`} className="text-meta text-ink-2">
            {t('Sign-in name')}
          </label>
          <input
            ref={first}
            id={`${id}-login`}
            className="field h-8"
            name="login"
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            required
            value={login}
            onChange={(event) => setLogin(event.target.value)}
          />
        </div>
        <div className="flex flex-col gap-1">
          <label htmlFor={`${id}-password`} className="text-meta text-ink-2">
            {t('Password')}
          </label>
          <input
            ref={secret}
            id={`${id}-password`}
            className="field h-8"
            type="password"
            name="password"
            autoComplete="current-password"
            required
            value={password}
            aria-invalid={signIn.isError}
            aria-describedby={signIn.isError ? `${id}-wrong` : undefined}
            onChange={(event) => setPassword(event.target.value)}
          />
        </div>
        {signIn.isError && (
          <p id={`${id}-wrong`} role="alert" className="flex gap-2 text-bad">
            <AlertIcon className="mt-0.5" />
            {sentence(signIn.error.message)}
          </p>
        )}
        <button type="submit" className="button button-primary h-8" disabled={signIn.isPending}>
          {signIn.isPending ? t('Signing in…') : t('Sign in')}
        </button>
      </form>
    </main>
  );
}
