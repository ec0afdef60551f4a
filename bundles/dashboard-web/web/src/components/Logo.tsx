/** Two spots that meet on a stage. */
export function Logo({ size = 24 }: { size?: number }) {
  return (
    <svg className="logo" width={size} height={size} viewBox="0 0 32 32" aria-hidden>
      <defs>
        <linearGradient id="logo-beam" x1="0" y1="0" x2="0" y2="1">
          <stop offset="0" stopColor="var(--ember)" stopOpacity=".3" />
          <stop offset="1" stopColor="var(--amber)" />
        </linearGradient>
      </defs>
      <path d="M3 3.5 7.5 2 28 25 12 26z" fill="url(#logo-beam)" opacity=".8" />
      <path d="M29 3.5 24.5 2 4 25 20 26z" fill="url(#logo-beam)" opacity=".8" />
      <ellipse cx="16" cy="25.5" rx="13" ry="4.2" fill="var(--ember)" />
      <ellipse cx="16" cy="25.2" rx="7" ry="2" fill="var(--glow)" />
    </svg>
  );
}
