"""Application: what the window asks for, done; QtCore and QtGui at most, no widgets."""
