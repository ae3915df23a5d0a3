/** What the user has asked for, and what it cost. */
import {PageElement, html, t} from 'page/design/element.js';
import {block} from 'page/account/parts/frame.js';
import 'page/charts/usage-report.js';

class Usage extends PageElement {
  render() {
    return block({
      title: t('account.usage'),
      lead: t('usage.lead'),
      content: html`<cb-usage-report .path=${'/analytics/usage'}></cb-usage-report>`,
    });
  }
}
customElements.define('cb-usage', Usage);
