/** The welcome goes when the license is good; the app behind it is what the tag's `unlocks` shows. */
(function () {
  var tag = document.getElementById('license');
  var welcome = document.getElementById('welcome');

  function greet() {
    welcome.hidden = tag.state === 'valid';
  }

  tag.addEventListener('statechange', greet);
  // What was remembered may have come before this script.
  greet();

  document.getElementById('sign-out').addEventListener('click', function () {
    tag.forget();
    tag.focus();
  });
})();
