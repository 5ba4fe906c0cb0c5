"""Numbers, times and days in the words of the writer's language and country."""

from datetime import date

from PySide6.QtCore import QDate, QLocale, QObject

from desktop.editor.messages.wording import listed
from desktop.engine.progress.days import Work
from desktop.engine.progress.story_goal import StoryGoal

MINUTES_AN_HOUR = 60
NONE = "\N{EN DASH}"


class FigureWords(QObject):
    """Says figures in words."""

    def number(self, number: int) -> str:
        """A number, with the marks that the country puts between thousands."""
        return QLocale().toString(number)

    def duration(self, seconds: float) -> str:
        """A length of time, in minutes, from an hour on in hours and minutes."""
        minutes = round(seconds / 60)
        if seconds and not minutes:
            return self.tr("less than a minute")
        if minutes < MINUTES_AN_HOUR:
            return self.tr("%n minute(s)", None, minutes)
        hours, minutes = divmod(minutes, MINUTES_AN_HOUR)
        return self.tr("{hours} h {minutes} min").format(hours=self.number(hours), minutes=minutes)

    def pace(self, work: Work) -> str:
        """Words an hour, or a dash."""
        pace = work.words_an_hour
        return NONE if pace is None else self.number(round(pace))

    def decimal(self, number: float) -> str:
        """A number with one digit behind its point."""
        return QLocale().toString(number, "f", 1)

    def work_words(self, work: Work) -> str:
        """What was done, in words and time."""
        words = self.tr("%Ln word(s)", None, work.words)
        if work.seconds:
            words = self.tr("{words} in {time}").format(words=words, time=self.duration(work.seconds))
        return words

    def long_date(self, day: date) -> str:
        """A day with its weekday and year."""
        return QLocale().toString(q_date(day), QLocale.FormatType.LongFormat)

    def short_date(self, day: date) -> str:
        """A day without its year."""
        return QLocale().toString(q_date(day), self.tr("d MMM", "a day without its year, as Qt writes dates"))

    def story_sentence(self, goal: StoryGoal, length: int, today: date) -> str:
        """What a story's goal asks of the writer; `length` is the story's now, in words."""
        missing = goal.words - length
        if missing <= 0:
            return self.tr("The goal of this story is reached.")
        days, share = goal.days_left(today), goal.share_of_today(today)
        if goal.by is None or days is None:
            return self.tr("%Ln word(s) to go.", None, missing)
        until = self.long_date(goal.by)
        if share is None:
            return self.tr("%Ln word(s) to go, and {date} is over.", None, missing).format(date=until)
        return self.tr("%Ln word(s) a day until {date}.", None, share).format(date=until)

    def short_day(self, day: date, work: Work) -> str:
        """What was done on a day, shortly."""
        return self.tr("{day}: {work}").format(day=self.short_date(day), work=self.work_words(work))

    def day_sentence(self, day: date, work: Work) -> str:
        """What was done on a day."""
        parts = [self.work_words(work)]
        if work.continued:
            parts.append(self.tr("the model added %Ln", None, work.continued))
        if work.goal:
            parts.append(self.tr("the goal was %Ln", None, work.goal))
        return self.tr("{day}: {said}.").format(day=self.long_date(day), said=listed(parts))


def q_date(day: date) -> QDate:
    """A day as Qt has it."""
    return QDate(day.year, day.month, day.day)
