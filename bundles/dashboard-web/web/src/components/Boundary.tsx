import { Component, type ReactNode } from 'react';
import { t } from '../i18n';
import { Problem } from './Problem';

/** One broken page must not take the rest with it. */
export class Boundary extends Component<{ children: ReactNode }, { error: unknown }> {
  override state = { error: undefined as unknown };

  static getDerivedStateFromError(error: unknown) {
    return { error };
  }

  override render() {
    if (this.state.error === undefined) return this.props.children;
    return (
      <div className="page">
        <h1>{t.app.crash}</h1>
        <Problem error={this.state.error} retry={() => this.setState({ error: undefined })} />
      </div>
    );
  }
}
