### Importing and exporting customers.

nav-imports = Imports

## The list

import-none = This is where the customer files you import are: from a spreadsheet, from another system, or from here. Before anything is saved, you see what each row will do.
import-first = Import the first file
import-new = Import customers
import-example = Download an example file
import-example-file = customers.csv
import-file = File
import-standing = State
import-when = Sent
import-who = By
import-rows = Rows
import-created = Created
import-updated = Changed
import-unchanged = Unchanged
import-rejected = Rejected
import-finished = Ended
import-pages = Pages
import-newest = Newest
import-older = Older
import-previous = Previous
import-next = Next
import-all = All imports
import-by-operator = An operator
import-by-command-line = Command line

## States

import-state-uploading = Uploading
import-state-ready = To review
import-state-running = Importing
import-state-done = Done
import-state-cancelled = Stopped
import-state-discarded = Discarded
import-state-undoing = Undoing
import-state-undone = Undone

## The file

import-new-intro = Send a CSV file. Excel and other spreadsheets write one with “Save as”.
import-file-csv = CSV file
import-file-hint = { $count ->
   *[other] Up to { $shown } MB.
}
import-file-none = Choose a file.
import-file-empty = The file has no rows besides the names of its columns.
import-send = Send and review
import-nothing-yet = Nothing is saved yet: first you see what will happen.
import-way = Customers that already exist
import-way-automatic = Change them, found by code or, without one, by e-mail
import-way-internal-id = Change them, found by code
import-way-email = Change them, found by e-mail
import-way-create = Leave them: reject the row
import-empty-clears = An empty cell clears what is there
import-empty-clears-hint = Without this, an empty cell changes nothing. Code, name and password are never cleared.
import-written = How the file is written
import-written-hint = Usually this is detected automatically. Choose only where texts or columns look wrong.
import-written-wrong = Do the columns or accents look wrong?
import-send-again = Send the file again and say how it is written
import-automatic = Detect automatically
import-encoding = Encoding
import-delimiter = Delimiter
import-delimiter-semicolon = Semicolon
import-delimiter-comma = Comma
import-delimiter-tab = Tab
import-delimiter-pipe = Vertical bar
import-header = First row
import-header-present = Names the columns
import-header-absent = Is a customer already
import-file-unreadable = { $count ->
    [one] { $shown } row of the file cannot be read and will be rejected.
   *[other] { $shown } rows of the file cannot be read and will be rejected.
}
import-file-blank = { $count ->
    [one] { $shown } row has nothing in the columns that are used.
   *[other] { $shown } rows have nothing in the columns that are used.
}
import-file-repeated = { $count ->
    [one] { $shown } row has the code or e-mail of an earlier row: both are about the same customer.
   *[other] { $shown } rows have the code or e-mail of an earlier row: they are about the same customer.
}

## What a spreadsheet did

import-warnings = A spreadsheet seems to have damaged some values
import-warning-leading-zeros = { $count ->
    [one] “{ $name }”: { $shown } number seems to have lost the zeros at its beginning (data row { $row }).
   *[other] “{ $name }”: { $shown } numbers seem to have lost the zeros at their beginning (the first in data row { $row }).
}
import-warning-scientific-notation = { $count ->
    [one] “{ $name }”: { $shown } number is written like 1.23E+11 and lost its last digits (data row { $row }).
   *[other] “{ $name }”: { $shown } numbers are written like 1.23E+11 and lost their last digits (the first in data row { $row }).
}
import-warning-date = { $count ->
    [one] “{ $name }”: { $shown } code seems to have become a date (data row { $row }).
   *[other] “{ $name }”: { $shown } codes seem to have become dates (the first in data row { $row }).
}
import-warning-formula-error = { $count ->
    [one] “{ $name }”: { $shown } value is the error of a formula, like #N/A (data row { $row }).
   *[other] “{ $name }”: { $shown } values are errors of formulas, like #N/A (the first in data row { $row }).
}
import-warning-trailing-fraction = { $count ->
    [one] “{ $name }”: { $shown } whole number is written with a fraction, like 123.0 (data row { $row }).
   *[other] “{ $name }”: { $shown } whole numbers are written with a fraction, like 123.0 (the first in data row { $row }).
}
import-warning-mojibake = { $count ->
    [one] “{ $name }”: { $shown } text has garbled accents, like JosÃ© (data row { $row }).
   *[other] “{ $name }”: { $shown } texts have garbled accents, like JosÃ© (the first in data row { $row }).
}
import-warning-lost-characters = { $count ->
    [one] “{ $name }”: { $shown } text seems to have lost letters, like Jos? (data row { $row }).
   *[other] “{ $name }”: { $shown } texts seem to have lost letters, like Jos? (the first in data row { $row }).
}
import-warnings-hint = This does not prevent the import. If it really is wrong, correct the file and send it again: in the spreadsheet, import the columns as text instead of opening the file.

## The columns

import-setup-title = Review “{ $name }”
import-setup-intro = Say what each column is. What was recognized by its name is chosen already.
import-columns = Columns
import-column = In the file
import-column-number = Column { $shown }
import-samples = Examples
import-samples-none = Empty in the first rows
import-becomes = Customer field
import-columns-refused = It cannot be imported like this. Check:
import-column-needed = No column is “{ $name }”. Choose which one is.
import-column-repeated = More than one column is “{ $name }”. Choose only one.
import-column-gone = The field “{ $name }” is no longer in use. Choose another.
import-meeting = What to do with the rows
import-look = See what will happen
import-target-ignore = Do not import
import-target-customer-id = Code
import-target-name = Name
import-target-email = E-mail
import-target-phone = Phone
import-target-password = Password
import-target-organization = Organization
import-target-portfolio = Portfolio
import-target-language = Language
import-target-create-tickets = May open tickets

## What will happen

import-preview-title = What “{ $name }” will do
import-preview-intro = Each row was tried just now by the usual rules, and nothing of it was kept.
import-change-columns = Change the columns
import-start = { $count ->
    [one] Import { $shown } row
   *[other] Import { $shown } rows
}
import-preview-which = { $count ->
    [one] Row { $first } of { $shown }
   *[other] Rows { $first } to { $last } of { $shown }
}
import-preview-create = { $count ->
    [one] { $shown } creates a customer
   *[other] { $shown } create customers
}
import-preview-update = { $count ->
    [one] { $shown } changes a customer
   *[other] { $shown } change customers
}
import-preview-nothing = { $count ->
    [one] { $shown } changes nothing
   *[other] { $shown } change nothing
}
import-preview-blank = { $count ->
    [one] { $shown } is blank
   *[other] { $shown } are blank
}
import-preview-reject = { $count ->
    [one] { $shown } will be rejected
   *[other] { $shown } will be rejected
}
import-line = Line
import-customer = Customer
import-what = What happens
import-act-create = Creates
import-act-update = Changes
import-act-nothing = No change
import-act-blank = Blank
import-act-reject = Rejected
import-from = from
import-to = to
import-emptied = becomes empty
import-password-new = new password
import-repeats = Data row { $shown } is about the same customer.

## While it goes on

import-title = Import of “{ $name }”
import-progress-scan = { $count ->
    [one] Looking for repetitions: { $done } of { $shown } row.
   *[other] Looking for repetitions: { $done } of { $shown } rows.
}
import-progress-upload = { $count ->
    [one] The file is arriving: { $shown } row so far.
   *[other] The file is arriving: { $shown } rows so far.
}
import-progress-run = { $count ->
    [one] { $done } of { $shown } row imported.
   *[other] { $done } of { $shown } rows imported.
}
import-progress-undo = { $count ->
    [one] { $done } of { $shown } row undone.
   *[other] { $done } of { $shown } rows undone.
}
import-progress-said = { $shown }% done
import-goes-on = It goes on by itself: you may close this page.
import-live-pause = Pause automatic updates
import-live-resume = Resume automatic updates
import-stop = Stop
import-stop-title = Stop “{ $name }”?
import-stop-intro = The rows that are left will not be imported. What was done stays, and can be undone later.
import-discard = Discard
import-discard-title = Discard “{ $name }”?
import-discard-intro = { $count ->
    [one] The file with { $shown } row and the columns that you chose are deleted. No customer changes.
   *[other] The file with { $shown } rows and the columns that you chose are deleted. No customer changes.
}

## What it came to

import-discarded = It was discarded before it began. No customer changed.
import-another = Import another file
import-rejected-download = { $count ->
    [one] Download { $shown } rejected row
   *[other] Download { $shown } rejected rows
}
import-rejected-hint = The file has the same columns and one more, “errors”, which says what is wrong with each row. Correct it and import it again: that column is ignored.
import-rejected-file = { $name } - rejected
import-rejected-password = If the row had a password, type it again: it is not kept.
import-rejected-rows = Rejected rows
import-why = Why
import-undo = Undo
import-undo-until = It can be undone until { $name }.
import-undo-title = Undo the import of “{ $name }”?
import-undo-created = { $count ->
    [one] { $shown } customer that it created is deleted.
   *[other] { $shown } customers that it created are deleted.
}
import-undo-updated = { $count ->
    [one] { $shown } change is taken back: the customer becomes what it was, with its password and fields of before.
   *[other] { $shown } changes are taken back: the customers become what they were, with their passwords and fields of before.
}
import-undo-not = What is not undone
import-undo-kept = Customers that somebody changed after the import stay as they are, and so do those whose code or e-mail another customer now has. You will see the list.
import-undo-trail = The history stays: the audit trail shows the import and that it was undone.
import-undone = Undone
import-kept = Kept
import-kept-rows = Customers that stayed as they are
import-kept-hint = Somebody changed them after the import, or another customer now has the code or e-mail that they had before.

## Taking customers out

export-title = Export customers
export-intro = A CSV file with all customers, or with those of one organization. It can be imported again as it is.
export-organization = Organization
export-organization-hint = Its exact name or its ID. Blank for all customers.
export-organization-unknown = There is no organization with this name, or more than one.
export-bom = To open in Excel
export-bom-hint = A mark at the beginning of the file makes Excel read accents correctly.
export-download = Download
export-trail = The audit trail shows that you exported, and how many customers.
export-file = customers

## What was done

done-import-started = The import has begun.
done-import-cancelled = The import was stopped.
done-import-discarded = The import was discarded.
done-import-undoing = The import is being undone.
