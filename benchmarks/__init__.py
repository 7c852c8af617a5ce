"""What Salis is measured by: the tasks of `shared/bench`, and its speed. Not shipped."""
