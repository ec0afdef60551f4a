import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState, type FormEvent } from 'react';
import { Link } from 'react-router';
import { keys, setUp, setup as setupQuery } from '../api/queries';
import { Problem } from '../components/Problem';
import { t } from '../i18n';

/** The first administrator, made by who operates the node. */
export function SetupPage() {
  const client = useQueryClient();
  const { data } = useQuery(setupQuery);
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();

  useEffect(() => {
    document.title = `${t.setup.title} · Tablao`;
  }, []);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setError(undefined);
    try {
      await setUp({ name: name.trim(), password });
      client.setQueryData(keys.setup, { done: true });
    } catch (cause) {
      setError(cause);
    } finally {
      setBusy(false);
    }
  };

  if (!data) return <div className="page" aria-busy="true" aria-label={t.app.loading} />;
  if (data.done) {
    return (
      <div className="page empty">
        <h1>{t.setup.done}</h1>
        <p className="dim">{t.setup.doneHint}</p>
        <Link to="/">{t.app.toHome}</Link>
      </div>
    );
  }
  return (
    <div className="page setup">
      <div className="login-card">
        <h1>{t.setup.title}</h1>
        <p className="dim">{t.setup.why}</p>
        <form onSubmit={(event) => void submit(event)}>
          <label htmlFor="name">{t.login.name}</label>
          <input
            id="name" type="text" autoComplete="username" autoCapitalize="none" spellCheck={false} required
            value={name} onChange={(event) => setName(event.target.value)}
          />
          <label htmlFor="password">{t.login.password}</label>
          <input
            id="password" type="password" autoComplete="new-password" minLength={12} required
            value={password} onChange={(event) => setPassword(event.target.value)} aria-describedby="password-hint"
          />
          <p id="password-hint" className="dim">
            {t.setup.passwordHint}
          </p>
          <button type="submit" className="primary" disabled={busy || !name.trim() || password.length < 12}>
            {busy ? t.setup.working : t.setup.submit}
          </button>
          {error !== undefined && <Problem error={error} />}
        </form>
      </div>
    </div>
  );
}
