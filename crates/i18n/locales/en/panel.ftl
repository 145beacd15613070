### The panels' frame, and coming in and going out.

skip-to-content = Skip to content
nav-label = Main navigation
nav-home = Home
nav-operators = Operators
language-label = Language
sign-out = Sign out
save = Save
cancel = Cancel
back = Back
actions = Actions
copy-link = Copy link
to-home = To the home page
form-refused = Nothing was saved yet. Please look at this again:

## Signing in

sign-in-title = Sign in
sign-in-account = Account
sign-in-email = E-mail
sign-in-password = Password
sign-in-submit = Sign in
sign-in-refused = You could not be signed in. Please check:
sign-in-wrong = The e-mail or the password is wrong.
sign-in-forgotten = Forgot your password? An administrator can create a link for you to set a new one.
sign-in-nobody = Nobody can sign in yet. Open the link that the first start printed, or create a new one on the server:
code-title = Second factor
code-label = Code
code-hint = The six digits that your phone shows now.
code-lost = Lost your phone? An administrator can create a link for you to set a new password; it also removes the second factor.

## Links

setup-title = Set up the desk
setup-intro = You are the first administrator of “{ $name }”. This link works only once.
setup-submit = Set up
password-title = Set a password
password-intro = Hello, { $name }. Choose the password with which you sign in from now on. This link works only once.
password-new = New password
password-again = Repeat the new password
password-current = Current password
password-hint = { $count ->
    [one] At least { $shown } character. A few words in a row are easy to remember and hard to guess.
   *[other] At least { $shown } characters. A few words in a row are easy to remember and hard to guess.
}
password-submit = Set password

## Oneself

profile-title = My profile
profile-language = Language of the panel
profile-password = Password
profile-password-hint = When you change the password you are signed out everywhere else.
second-factor-title = Second factor
second-factor-on = Signing in takes a code from your phone, too.
second-factor-off = With a second factor, your password alone is not enough to sign in.
second-factor-set-up = Set up the second factor
second-factor-remove = Remove the second factor
second-factor-intro = Scan this QR code with an authenticator app on your phone, then type the code that it shows.
second-factor-picture = QR code with the key for your authenticator app
second-factor-secret = If you cannot scan the QR code, type this key into the app:
second-factor-submit = Turn on
sessions-title = Open sessions
sessions-none = No open sessions.
sessions-end-others = Sign out everywhere else
session-browser = Browser
session-unknown = Unknown browser
session-address = Address
session-seen = Last seen
session-begun = Signed in
session-own = this session
session-end = Sign out

## Operators

operator-name = Name
operator-email = E-mail
operator-email-hint = To sign in with.
operator-role = Role
operator-role-hint = Administrators do everything; operators do the desk’s daily work; read-only operators look things up.
operator-language = Language
operator-state = State
operator-active = May sign in
operator-active-hint = If you clear this, the operator may no longer sign in and is signed out everywhere at once.
operator-inactive = Blocked
operator-waiting = No password yet
operator-can-sign-in = Active
operator-second-factor = Second factor
operator-add = Add operator
operator-add-intro = The operator sets the password with a link that you create on the next page.
operator-data = Details
operator-link-title = Password link
operator-link-invite = With this link the operator sets a password and signs in for the first time.
operator-link-reset = With this link the operator sets a new password. Sessions end and the second factor is removed when it is used; until then everything stays as it is.
operator-link-make = Create link
operator-link-made = Give this link to { $name }, and to nobody else. It is shown only this once:
operator-link-hours = { $count ->
    [one] It works once, within { $shown } hour.
   *[other] It works once, within { $shown } hours.
}
role-administrator = Administrator
role-operator = Operator
role-read-only = Read-only

## What was done

done-saved = Saved.
done-password = Your password was changed. You are signed out everywhere else.
done-session-ended = Signed out there.
done-sessions-ended = Signed out everywhere else.
done-second-factor = From now on signing in takes a code from your phone, too.
done-second-factor-removed = The second factor was removed.
done-operator-added = The operator was added. Create a link to set the password.
done-operator-changed = The operator was changed.

## Why there is no page

failure-not-found = There is nothing here
failure-not-found-hint = The page does not exist, or what it showed is gone.
failure-wrong-method = This page cannot be opened in this way
failure-wrong-method-hint = Go back and use the form.
failure-signed-out = You are signed out
failure-signed-out-hint = Your session is over. Sign in again; what you typed was not saved.
failure-forbidden = Your role does not allow this
failure-forbidden-hint = An administrator can give you another role.
failure-foreign = The form did not come from this page
failure-foreign-hint = Nothing was changed. Reload the page and send the form again.
failure-too-often = Too many attempts
failure-too-often-hint = Wait a minute and try again.
failure-link-over = This link does not work any more
failure-link-over-hint = It was used already, or it has expired. Ask an administrator for a new one.
failure-too-large = What you sent is too large
failure-too-large-hint = Nothing was saved. Send less at once.
failure-too-slow = The form did not arrive in time
failure-too-slow-hint = Nothing was saved. Look at your connection and send it again.
failure-unreadable = The form could not be read
failure-unreadable-hint = Nothing was saved. Go back, reload the page and try again.
failure-changed = Somebody else changed this in the meantime
failure-changed-hint = Nothing was saved. Reload the page, look at what is different and try again.
failure-unavailable = The server is busy
failure-unavailable-hint = Nothing is lost. Try again in a moment.
failure-internal = Something went wrong
failure-internal-hint = The mistake is ours, and it was noted. Try again; if it goes on, tell whoever runs the server.
