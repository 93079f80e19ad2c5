/** Hides the welcome screen while the license is valid. The tag's `unlocks` shows the app. */
(function () {
  var tag = document.querySelector('whop-license-check');
  var welcome = document.getElementById('welcome');

  function updateWelcome() {
    welcome.hidden = tag.state === 'valid';
  }

  tag.addEventListener('statechange', updateWelcome);
  // A remembered license may already be valid before this script runs.
  updateWelcome();

  document.getElementById('sign-out').addEventListener('click', function () {
    tag.forget();
    tag.focus();
  });
})();
