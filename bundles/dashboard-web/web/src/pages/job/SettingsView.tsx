import type { JobView } from '../../api/types';

const show = (value: unknown): string =>
  typeof value === 'string' ? value : Array.isArray(value) ? value.map(show).join(', ') : JSON.stringify(value);

/** As they were submitted. */
export function SettingsView({ job }: { job: JobView }) {
  return (
    <dl className="settings">
      {Object.entries(job.settings).map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd className="mono">{show(value)}</dd>
        </div>
      ))}
    </dl>
  );
}
