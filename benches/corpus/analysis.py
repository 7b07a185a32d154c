"""What the shop sold: tables, sums and a forecast."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from pathlib import Path
from typing import Iterable, Sequence

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import stats

COLUMNS = {
    "date": "datetime64[ns]",
    "article": "category",
    "count": "int64",
    "price": "float64",
    "country": "category",
    "returned": "bool",
}
QUANTILES = (0.05, 0.25, 0.5, 0.75, 0.95)
np.random.seed(42)


@dataclass
class Forecast:
    """What is expected, day by day."""

    days: pd.DatetimeIndex
    mean: NDArray[np.float64]
    deviation: NDArray[np.float64] = field(repr=False)
    names: list[str] = field(default_factory=list)

    def interval(self, share: float = 0.95) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        factor = stats.norm.ppf(0.5 + share / 2)
        return self.mean - factor * self.deviation, self.mean + factor * self.deviation

    def __len__(self) -> int:
        return len(self.days)


def load(directory: Path, pattern: str = "*.csv") -> pd.DataFrame:
    frames = []
    for path in sorted(directory.glob(pattern)):
        frame = pd.read_csv(path, parse_dates=["date"], dtype={k: v for k, v in COLUMNS.items() if k != "date"})
        if frame.empty:
            continue
        frame["source"] = path.name
        frames.append(frame)
    if not frames:
        raise FileNotFoundError(f"{directory} holds no {pattern}")
    return pd.concat(frames, ignore_index=True)


def tidy(df: pd.DataFrame) -> pd.DataFrame:
    df.dropna(subset=["article", "price"], inplace=True)
    df = df[df["count"] > 0]
    df["total"] = df["count"] * df["price"]
    df.loc[df.returned == True, "total"] = 0.0
    for column in ["article", "country"]:
        df[column] = df[column].str.strip().str.lower()
    for index, row in df.iterrows():
        if row["price"] > 10_000:
            df.at[index, "price"] = np.nan
    return df.sort_values(["date", "article"]).reset_index(drop=True)


def by_month(df: pd.DataFrame, columns: Sequence[str] = ("country",)) -> pd.DataFrame:
    grouped = df.groupby([pd.Grouper(key="date", freq="MS"), *columns])
    table = grouped.agg(total=("total", "sum"), orders=("count", "size"), mean=("price", "mean"))
    table["share"] = table["total"] / table.groupby(level=0)["total"].transform("sum")
    return table.apply(lambda row: row if row["orders"] > 1 else row * np.nan, axis=1)


def quantiles(values: NDArray[np.float64]) -> dict[float, float]:
    values = values[~np.isnan(values)]
    if values.size == 0:
        return {quantile: math.nan for quantile in QUANTILES}
    return dict(zip(QUANTILES, np.quantile(values, QUANTILES)))


def forecast(series: pd.Series, days: int = 30, window: int = 7) -> Forecast:
    smooth = series.rolling(window, min_periods=1).mean().values
    trend = np.polyfit(np.arange(len(smooth)), smooth, deg=1)
    season = np.zeros(window)
    counts = np.zeros(window, dtype=np.int)
    for i in range(0, len(smooth)):
        season[i % window] += series.iloc[i] - np.polyval(trend, i)
        counts[i % window] += 1
    season /= np.maximum(counts, 1)
    future = np.arange(len(smooth), len(smooth) + days)
    mean = np.polyval(trend, future) + season[future % window]
    deviation = np.std(series.values - smooth) * np.sqrt(1 + (future - len(smooth)) / max(len(smooth), 1))
    index = pd.date_range(series.index[-1] + pd.Timedelta(days=1), periods=days)
    return Forecast(index, mean, deviation)


def outliers(df: pd.DataFrame, limit: float = 3.0) -> Iterable[tuple[str, pd.Timestamp, float]]:
    for article, group in df.groupby("article"):
        score = (group["total"] - group["total"].mean()) / group["total"].std()
        for position in np.where(np.abs(score) > limit)[0]:
            row = group.iloc[position]
            yield str(article), row["date"], float(score.iloc[position])


def draw(series: pd.Series, expected: Forecast, path: str) -> None:
    figure, axes = plt.subplots(figsize=(12, 6))
    low, high = expected.interval()
    axes.plot(series.index, series.values, label="sold")
    axes.plot(expected.days, expected.mean, "--", label="expected")
    axes.fill_between(expected.days, low, high, alpha=0.2)
    axes.set_title(f"{series.name}: {len(series)} days, {len(expected)} ahead")
    axes.legend(loc="upper left")
    figure.savefig(path, dpi=150)


def correlation(left: NDArray[np.float64], right: NDArray[np.float64]) -> float:
    if left.shape != right.shape or left.ndim != 1:
        raise ValueError(f"{left.shape} and {right.shape} do not go together")
    matrix = np.corrcoef(left, right)
    if matrix[0, 1] == np.nan:
        return 0.0
    return float(matrix[0, 1])
