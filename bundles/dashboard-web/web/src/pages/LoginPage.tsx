import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState, type FormEvent } from 'react';
import { ApiError } from '../api/client';
import { keys, logIn } from '../api/queries';
import type { LoginRequest } from '../api/types';
import { Command } from '../components/Command';
import { Logo } from '../components/Logo';
import { Problem } from '../components/Problem';
import { t } from '../i18n';

/** The one-time code of a login link. It is in the fragment, which no server's log ever sees. */
function takeCode(): string {
  const code = new URLSearchParams(window.location.hash.slice(1)).get('login') ?? '';
  if (code) window.history.replaceState(null, '', window.location.pathname + window.location.search);
  return code;
}

export function LoginPage() {
  const client = useQueryClient();
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const [token, setToken] = useState('');
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState('');
  const [error, setError] = useState<unknown>();
  const asked = useRef(false);

  const open = async (request: LoginRequest, whenRefused: string) => {
    setBusy(true);
    setRefusal('');
    setError(undefined);
    try {
      client.setQueryData(keys.session, await logIn(request));
    } catch (cause) {
      const status = cause instanceof ApiError ? cause.status : 0;
      if (status === 401 || status === 403) setRefusal(whenRefused);
      else setError(cause);
    } finally {
      setBusy(false);
    }
  };

  useEffect(() => {
    document.title = 'Tablao';
    // A code is good once, and an effect may run twice.
    if (asked.current) return;
    asked.current = true;
    const code = takeCode();
    if (code) void open({ code }, t.login.codeExpired);
  });

  const byName = (event: FormEvent) => {
    event.preventDefault();
    void open({ name: name.trim(), password }, t.login.wrongPassword);
  };
  const byToken = (event: FormEvent) => {
    event.preventDefault();
    void open({ token: token.trim() }, t.login.wrong);
  };

  return (
    <main className="login">
      <div className="login-card">
        <Logo size={56} />
        <h1>{t.login.title}</h1>
        <form onSubmit={byName}>
          <label htmlFor="name">{t.login.name}</label>
          <input
            id="name" type="text" autoComplete="username" autoCapitalize="none" spellCheck={false} required
            value={name} onChange={(event) => setName(event.target.value)}
          />
          <label htmlFor="password">{t.login.password}</label>
          <input
            id="password" type="password" autoComplete="current-password" required
            value={password} onChange={(event) => setPassword(event.target.value)}
            aria-invalid={refusal !== ''} aria-describedby="refusal"
          />
          <p id="refusal" className="refusal" role="alert">
            {refusal}
          </p>
          <button type="submit" className="primary" disabled={busy || !name.trim() || !password}>
            {busy ? t.login.working : t.login.submit}
          </button>
          {error !== undefined && <Problem error={error} />}
        </form>
        <details className="where">
          <summary>{t.login.otherwise}</summary>
          <form onSubmit={byToken}>
            <label htmlFor="token">{t.login.token}</label>
            <input
              id="token" type="password" autoComplete="off" spellCheck={false} required
              value={token} onChange={(event) => setToken(event.target.value)} aria-describedby="token-where"
            />
            <button type="submit" disabled={busy || !token.trim()}>
              {t.login.submit}
            </button>
          </form>
          <div id="token-where">
            <p>{t.login.where}</p>
            <code>&lt;home&gt;/data/admin.token</code>
            <p>{t.login.or}</p>
            <Command text="bin/tablao login-link" />
          </div>
        </details>
      </div>
    </main>
  );
}
