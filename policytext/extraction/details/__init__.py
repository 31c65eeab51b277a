"""What a sentence that states a goal says besides: who acts, what is to be reached, and by when."""

from policytext.extraction.details.details import GoalDetails

__all__ = ["GoalDetails"]
