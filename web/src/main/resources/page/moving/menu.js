/** What takes a conversation elsewhere, as items of its menu: sharing it, and files of it. */
import {t} from 'page/text/catalogue.js';
import {complain} from 'page/design/toast.js';

/** @param branch id of the newest message of the branch that is seen; none: the newest branch */
export function moving({id, title, branch}) {
  const file = (format) => `/api/v1/conversations/${id}/export?format=${format}${branch ? `&branch=${branch}` : ''}`;
  return [
    {line: true},
    {
      label: t('conversation.share'),
      icon: 'link',
      act: () => import('page/shared/share-dialog.js').then(({shareConversation}) => shareConversation({id, title}, branch), complain),
    },
    {label: t('conversation.export'), icon: 'export', href: file('markdown'), download: true},
    {label: t('conversation.export.json'), icon: 'export', href: file('json'), download: true},
  ];
}
