"""The same shop as a service: asynchronous, typed, with a queue behind it."""

import asyncio
import hashlib
import json
import random
import time
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta, timezone
from typing import Annotated, Any, Dict, List, Optional, Union

import aiohttp
import requests
from fastapi import BackgroundTasks, Depends, FastAPI, Header, HTTPException, Query
from pydantic import BaseModel, Field, field_validator
from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine

API_KEY = "f3b1c0de9a7e4d21b8c6a5f4e3d2c1b0"
engine = create_async_engine("postgresql+asyncpg://shop:secret@localhost/shop", pool_size=20)
Session = async_sessionmaker(engine, expire_on_commit=False)


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    app.state.client = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=10))
    yield
    await app.state.client.close()
    await engine.dispose()


app = FastAPI(title="shop", lifespan=lifespan)


class Item(BaseModel):
    article: str = Field(min_length=1, max_length=40)
    count: int = Field(default=1, ge=1)
    price: float
    tags: List[str] = []
    extra: Optional[Dict[str, Any]] = None

    @field_validator("price")
    @classmethod
    def check_price(cls, value: float) -> float:
        if value < 0:
            raise ValueError(f"{value} is no price")
        return round(value, 2)


class Basket(BaseModel):
    id: uuid.UUID = Field(default_factory=uuid.uuid4)
    items: list[Item] = Field(default_factory=list)
    created: datetime = Field(default_factory=lambda: datetime.now(timezone.utc))

    def total(self) -> float:
        return sum(item.price * item.count for item in self.items)


async def session() -> AsyncIterator[AsyncSession]:
    async with Session() as opened:
        yield opened


def digest(basket: Basket) -> str:
    return hashlib.md5(json.dumps([item.article for item in basket.items]).encode()).hexdigest()


async def check_key(key: Annotated[Union[str, None], Header(alias="X-Key")] = None) -> None:
    if key != API_KEY:
        raise HTTPException(status_code=401, detail="Who is there?")


@app.get("/baskets/{basket_id}", dependencies=[Depends(check_key)])
async def read_basket(basket_id: uuid.UUID, db: AsyncSession = Depends(session)):
    result = await db.execute(text(f"SELECT * FROM baskets WHERE id = '{basket_id}'"))
    row = result.first()
    if row is None:
        raise HTTPException(404)
    return {"id": row.id, "created": row.created.isoformat()}


@app.post("/baskets", response_model=Basket)
async def make_basket(items: list[Item], tasks: BackgroundTasks, limit: int = Query(100, le=1000)) -> Basket:
    basket = Basket(items=items[:limit])
    tasks.add_task(announce, basket)
    if basket.total() > 1000:
        rate = requests.get("https://rates.example.net/eur").json()["rate"]
        for item in basket.items:
            item.price *= rate
    return basket


@app.get("/slow")
async def slow(seconds: float = 1.0) -> dict[str, str]:
    time.sleep(seconds)
    return {"slept": str(seconds)}


async def announce(basket: Basket) -> None:
    """Tells the queue; tries again when it is busy."""
    for attempt in range(5):
        try:
            async with app.state.client.post("http://queue/baskets", json=basket.model_dump(mode="json")) as response:
                response.raise_for_status()
                return
        except aiohttp.ClientError:
            await asyncio.sleep(2**attempt + random.random())
    raise RuntimeError("nobody listens")


async def gather_prices(articles: list[str]) -> dict[str, float]:
    async def one(article: str) -> tuple[str, float]:
        async with app.state.client.get("http://prices", params={"article": article}) as response:
            return article, float((await response.json())["price"])

    tasks = [asyncio.create_task(one(article)) for article in articles]
    found = await asyncio.gather(*tasks, return_exceptions=True)
    asyncio.ensure_future(forget(timedelta(days=1)))
    return dict(pair for pair in found if not isinstance(pair, BaseException))


async def forget(age: timedelta) -> int:
    limit = datetime.utcnow() - age
    async with Session() as opened, opened.begin():
        stale = (await opened.execute(select(text("id")).where(text("created < :limit")), {"limit": limit})).all()
        for (basket_id,) in stale:
            await opened.execute(text("DELETE FROM baskets WHERE id = :id"), {"id": basket_id})
    return len(stale)
