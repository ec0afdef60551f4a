import { useEffect, useRef, type ReactNode } from 'react';

/** Asks before what cannot be undone. The browser keeps focus inside and closes it on Escape. */
export function Confirm(props: {
  open: boolean; title: string; yes: string; no: string; busy: boolean; onYes: () => void; onNo: () => void; children: ReactNode;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const element = dialog.current;
    if (props.open && !element?.open) element?.showModal();
    if (!props.open && element?.open) element.close();
  }, [props.open]);
  return (
    <dialog ref={dialog} className="confirm" aria-labelledby="confirm-title" onClose={props.onNo}>
      <h2 id="confirm-title">{props.title}</h2>
      {props.children}
      <div className="actions">
        <button type="button" onClick={props.onNo} autoFocus>
          {props.no}
        </button>
        <button type="button" className="danger" onClick={props.onYes} disabled={props.busy}>
          {props.yes}
        </button>
      </div>
    </dialog>
  );
}
