"""Numbers, times and days in the words of the writer's language and country."""

from datetime import date

from PySide6.QtCore import QDate, QLocale, QObject

from desktop.engine.progress.days import Work

MINUTES_AN_HOUR = 60


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
        return "–" if pace is None else self.number(round(pace))  # noqa: RUF001

    def long_date(self, day: date) -> str:
        """A day with its weekday and year."""
        return QLocale().toString(q_date(day), QLocale.FormatType.LongFormat)

    def short_date(self, day: date) -> str:
        """A day without its year."""
        # As the country orders them; QLocale has no form without a year.
        pattern = QLocale().dateFormat(QLocale.FormatType.ShortFormat)
        parts = [part for part in pattern.replace("yyyy", "y").replace("yy", "y").split() if part]
        pattern = " ".join(parts).replace("y", "").strip("/-. ,年")
        return QLocale().toString(q_date(day), pattern or "d.M.")

    def day_sentence(self, day: date, work: Work) -> str:
        """What was done on a day."""
        parts = [self.tr("%Ln word(s)", None, work.words)]
        if work.seconds:
            parts[0] = self.tr("{words} in {time}").format(words=parts[0], time=self.duration(work.seconds))
        if work.continued:
            parts.append(self.tr("the model added %Ln", None, work.continued))
        if work.goal:
            parts.append(self.tr("the goal was %Ln", None, work.goal))
        return f"{self.long_date(day)}: {', '.join(parts)}."


def q_date(day: date) -> QDate:
    """A day as Qt has it."""
    return QDate(day.year, day.month, day.day)
