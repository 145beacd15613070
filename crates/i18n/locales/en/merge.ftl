### Two customers that are one.

merge-title = Merge with another customer
merge-intro = { $name } is kept. The other customer becomes part of it and ceases to exist.
merge-search = Which is the other?
merge-search-hint = The code, the name, the e-mail or the phone number.
merge-find = Search
merge-offers = Customers found
merge-none-found = No other customer matches.
merge-more = More customers match. Type more to find the right one.
merge-undoable = Merges that can be undone
merge-undoable-none = No customer was merged into this one lately.
merge-merged = Merged customer
merge-merged-at = Merged on
merge-until = Can be undone until

## Comparing

merge-compare = Compare the two customers
merge-compare-intro = Choose in each line what is kept. Nothing changes before you confirm.
merge-part = Detail
merge-kept = Kept: { $name }
merge-gone = Ceases to exist: { $name }
merge-swap = Keep the other one
merge-look = Look at the other customer
merge-key-hint = Both codes lead to the customer afterwards; here you choose which one is shown.
merge-departments = { $count ->
    [one] { $shown } department will serve the customer: those of both.
   *[other] { $shown } departments will serve the customer: those of both.
}
merge-continue = Continue
merge-another = Choose another
merge-nothing = empty
merge-same = the same
merge-yes = Yes
merge-no = No
merge-no-quota = No limit
merge-password-set = set
merge-part-customer-id = Code
merge-part-name = Name
merge-part-email = E-mail
merge-part-phone = Phone
merge-part-password = Password
merge-part-organization = Organization
merge-part-portfolio = Portfolio
merge-part-language = Language
merge-part-create-tickets = May open tickets
merge-part-active = Active
merge-part-approved = Registration approved
merge-part-quota = Tickets per month

## Confirming

merge-confirm = Confirm the merge
merge-confirm-gone = { $name } ceases to exist as a customer.
merge-confirm-keys = Its code goes on leading to the customer that is kept, also through the API.
merge-lost = What is lost
merge-lost-none = No value is lost.
merge-stays = What is kept
merge-undo-hint = { $count ->
    [one] It can be undone for { $shown } day.
   *[other] It can be undone for { $shown } days.
}
merge-submit = Merge
merge-back = Back to the comparison

## Undoing

merge-undo = Undo the merge
merge-undo-back = { $name } is a customer again, with the code and the data that it had.
merge-undo-whole = { $name } is what it was before the merge, too.
merge-undo-partly = { $name } was changed after the merge and stays as it is; it only gives back the code and the e-mail that it got from the other.

## What was done

done-customers-merged = The two customers are one now. It can be undone under “Merge with another customer”.
done-merge-undone = The merge was undone. Both customers are what they were.
done-merge-undone-partly = The merge was undone. This customer had changed since and stayed as it is.
