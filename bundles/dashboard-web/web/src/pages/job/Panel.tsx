import { ChevronLeft, ChevronRight, X } from 'lucide-react';
import { useEffect, useRef, type ReactNode } from 'react';
import { t } from '../../i18n';

/** Beside the list, or over it where there is no room. Escape closes it; so does the cross. */
export function Panel(props: {
  title: string; mark?: ReactNode; previous: [string, (() => void) | undefined]; next: [string, (() => void) | undefined];
  onClose: () => void; children: ReactNode;
}) {
  const { onClose } = props;
  const root = useRef<HTMLElement>(null);
  useEffect(() => {
    const close = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !document.querySelector('dialog[open]')) onClose();
    };
    window.addEventListener('keydown', close);
    return () => window.removeEventListener('keydown', close);
  }, [onClose]);
  return (
    <aside ref={root} className="panel" aria-label={props.title}>
      <div className="panel-head">
        <h2>{props.title}</h2>
        {props.mark}
        <span className="space" />
        <Step icon={<ChevronLeft size={18} aria-hidden />} label={props.previous[0]} act={props.previous[1]} />
        <Step icon={<ChevronRight size={18} aria-hidden />} label={props.next[0]} act={props.next[1]} />
        <button type="button" className="quiet" onClick={onClose} aria-label={t.app.close} title={t.app.close}>
          <X size={18} aria-hidden />
        </button>
      </div>
      <div className="panel-body">{props.children}</div>
    </aside>
  );
}

function Step({ icon, label, act }: { icon: ReactNode; label: string; act: (() => void) | undefined }) {
  return (
    <button type="button" className="quiet" onClick={act} disabled={!act} aria-label={label} title={label}>
      {icon}
    </button>
  );
}
