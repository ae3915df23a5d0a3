// Runs before anything is drawn, so that nobody sees the wrong colours first. What is kept here is a choice of looks;
// nothing secret is ever kept in storage.
(() => {
  const chosen = localStorage.getItem('look');
  if (chosen === 'light' || chosen === 'dark') {
    document.documentElement.dataset.look = chosen;
  }
})();
