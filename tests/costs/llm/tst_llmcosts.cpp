// SPDX-License-Identifier: GPL-3.0-or-later
#include <costs/query.h>
#include <llmcosts/llmcostservice.h>
#include <support/await.h>
#include <support/mockclock.h>
#include <support/scriptedtransport.h>
#include <support/vectors.h>

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace sm;
using namespace sm::llmcosts;
using namespace sm::test;
using namespace Qt::Literals::StringLiterals;

namespace {

const QByteArray canary = "sk-ant-admin01-Canary-7-Tr0ub4dor";

class FixedKeys final : public ProviderKeys
{
public:
    QCoro::Task<Result<Secret>> key(Provider provider, CancelToken) override
    {
        if (isMissing)
            co_return Error(Error::Kind::NotFound, titleOf(provider)).withCode(u"NoProviderKey"_s);
        co_return Secret(QByteArrayView(canary));
    }
    QCoro::Task<Result<void>> keep(Provider, Secret, CancelToken) override { co_return ok(); }
    QCoro::Task<Result<void>> forget(Provider, CancelToken) override { co_return ok(); }
    bool isMissing = false;
};

struct Bench
{
    MockClock clock{QDateTime(QDate(2025, 8, 2), QTime(12, 0), Qt::UTC)};
    ScriptedTransport transport{clock};
    http::Client client{transport, clock};
    FixedKeys keys;
    HttpLlmCostService service{client, keys, clock};

    std::optional<Result<costs::Ledger>> billed(Provider provider)
    {
        return await(service.billed(provider, QDate(2025, 8, 1), QDate(2025, 8, 3), {}));
    }
};

const QByteArray anthropicPage = R"({"data":[{"starting_at":"2025-08-01T00:00:00Z","ending_at":"2025-08-02T00:00:00Z",
 "results":[{"currency":"USD","amount":"123.78912","workspace_id":"wrkspc_1","description":"Claude Sonnet 4 Usage - Input Tokens",
   "cost_type":"tokens","context_window":"0-200k","model":"claude-sonnet-4-20250514","service_tier":"standard","token_type":"uncached_input_tokens"},
  {"currency":"USD","amount":"0.000000000000000001","workspace_id":null,"description":"Web Search Usage","cost_type":"web_search","model":null,"token_type":null}]}],
 "has_more":true,"next_page":"page_2=="})";
const QByteArray anthropicLast = R"({"data":[{"starting_at":"2025-08-02T00:00:00Z","ending_at":"2025-08-03T00:00:00Z",
 "results":[{"currency":"USD","amount":"-100","workspace_id":"wrkspc_1","model":"claude-sonnet-4-20250514","token_type":"output_tokens"}]}],
 "has_more":false,"next_page":null})";

Decimal totalOf(const costs::Ledger &ledger)
{
    CostQuery query;
    query.metric = CostMetric::Billed;
    const auto answer = costs::answer({std::make_shared<const costs::Ledger>(ledger)}, query);
    return answer ? answer->total : Decimal(-999);
}

} // namespace

class TestLlmCosts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anthropic_allPages_centsAreExact()
    {
        Bench bench;
        bench.transport.reply(200, anthropicPage);
        bench.transport.reply(200, anthropicLast);

        const auto ledger = bench.billed(Provider::Anthropic);

        QVERIFY2(ledger && *ledger, ledger && !*ledger ? qPrintable(ledger->error().message()) : "");
        QCOMPARE((*ledger)->kind, costs::LedgerKind::Anthropic);
        QVERIFY((*ledger)->billed);
        QCOMPARE((*ledger)->currency, u"USD"_s);
        QCOMPARE(totalOf(**ledger).toString(), u"0.23789120000000000001"_s);
        QCOMPARE((*ledger)->estimatedDays, std::vector<qint32>{20302});
        const auto *services = (*ledger)->dimension(costdimension::Service);
        QCOMPARE(services->values.at(services->codes.at(1)), QByteArray("Web Search Usage"));
        QCOMPARE(bench.transport.requests().size(), 2);
        const net::HttpRequest &first = bench.transport.requests().first();
        QCOMPARE(first.url,
            QByteArray(
                "https://api.anthropic.com/v1/organizations/"
                "cost_report?starting_at=2025-08-01T00%3A00%3A00Z&ending_at=2025-08-03T00%3A00%3A00Z&bucket_width=1d&"
                "limit=31&group_by%5B%5D=workspace_id&group_by%5B%5D=description"));
        QCOMPARE(net::headerValue(first.headers, "x-api-key"), canary);
        QCOMPARE(net::headerValue(first.headers, "anthropic-version"), QByteArray("2023-06-01"));
        QVERIFY(bench.transport.requests().last().url.endsWith("&page=page_2%3D%3D"));
    }

    void openAi_digitsAreThoseThatWereWritten()
    {
        Bench bench;
        bench.transport.reply(
            200, R"({"object":"page","data":[{"object":"bucket","start_time":1754006400,"end_time":1754092800,
            "results":[{"amount":{"value":0.1234567890123456789012345,"currency":"usd"},"line_item":"gpt-4o-2024-08-06, input","project_id":"proj_1"},
            {"amount":{"value":6.0E-2,"currency":"usd"},"line_item":null,"project_id":null},
            {"amount":{"value":"0.5","currency":"usd"},"line_item":"web search","project_id":"proj_1"}]}],
            "has_more":false,"next_page":null})");

        const auto ledger = bench.billed(Provider::OpenAi);

        QVERIFY2(ledger && *ledger, ledger && !*ledger ? qPrintable(ledger->error().message()) : "");
        QCOMPARE(totalOf(**ledger).toString(), u"0.6834567890123456789012345"_s);
        QCOMPARE((*ledger)->days.front(), 20301);
        const auto *types = (*ledger)->dimension(costdimension::UsageType);
        QCOMPARE(types->values.at(types->codes.at(0)), QByteArray("input"));
        const net::HttpRequest &request = bench.transport.requests().first();
        QCOMPARE(request.url,
            QByteArray("https://api.openai.com/v1/organization/costs?start_time=1754006400&end_time=1754179200&"
                       "bucket_width=1d&limit=180&group_by=project_id&group_by=line_item"));
        QCOMPARE(net::headerValue(request.headers, "authorization"), "Bearer " + canary);
    }

    void usage_isReadOfBoth()
    {
        Bench bench;
        bench.transport.reply(
            200, R"({"data":[{"starting_at":"2025-08-01T00:00:00Z","results":[{"uncached_input_tokens":1500,
            "cache_creation":{"ephemeral_1h_input_tokens":1000,"ephemeral_5m_input_tokens":500},"cache_read_input_tokens":200,
            "output_tokens":300,"model":"claude-sonnet-4-20250514","workspace_id":"w","service_tier":"batch"}]}],"has_more":false})");
        bench.transport.reply(
            200, R"({"data":[{"start_time":1754006400,"results":[{"input_tokens":1000,"input_cached_tokens":400,
            "output_tokens":500,"model":"gpt-4o","project_id":"p","batch":false}]}],"has_more":false})");

        const auto first = await(bench.service.usage(Provider::Anthropic, QDate(2025, 8, 1), QDate(2025, 8, 2), {}));
        const auto second = await(bench.service.usage(Provider::OpenAi, QDate(2025, 8, 1), QDate(2025, 8, 2), {}));

        QVERIFY(first && *first && second && *second);
        const TokenUsage &one = (*first)->first();
        QCOMPARE(one.uncachedInput + one.cacheRead + one.cacheWrite + one.cacheWriteLong + one.output, 3500);
        QVERIFY(one.isBatch);
        QCOMPARE((*second)->first().uncachedInput, 600);
        QCOMPARE((*second)->first().cacheRead, 400);
    }

    void refusals_sayWhatToDo_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<int>("kind");
        QTest::newRow("unknown key") << 401 << int(Error::Kind::Denied);
        QTest::newRow("no admin key") << 403 << int(Error::Kind::Denied);
        QTest::newRow("bad question") << 400 << int(Error::Kind::Invalid);
        QTest::newRow("nothing there") << 404 << int(Error::Kind::NotFound);
        QTest::newRow("too many") << 429 << int(Error::Kind::Throttled);
        QTest::newRow("overloaded") << 529 << int(Error::Kind::Throttled);
        QTest::newRow("broken") << 500 << int(Error::Kind::BadReply);
        QTest::newRow("elsewhere") << 302 << int(Error::Kind::BadReply);
    }
    void refusals_sayWhatToDo()
    {
        QFETCH(int, status);
        QFETCH(int, kind);
        Bench bench;
        bench.transport.reply(status, R"({"error":{"type":"x","message":"no such thing"}})",
            {{"retry-after", "7"}, {"content-type", "application/json"}});

        const auto ledger = bench.billed(Provider::Anthropic);

        QVERIFY(ledger && !*ledger);
        QCOMPARE(int(ledger->error().kind()), kind);
        QVERIFY(!ledger->error().message().contains(QString::fromLatin1(canary)));
        if (status == 429)
            QCOMPARE(ledger->error().retryAfter(), std::optional<std::chrono::milliseconds>(std::chrono::seconds(7)));
    }

    void badAnswers_areRefused()
    {
        const QList<QByteArray> bodies{"", "{", "[]", "{\"data\":{}}", R"({"data":[{"results":[]}]})",
            R"({"data":[{"starting_at":"2025-08-01T00:00:00Z","results":[{"amount":"1e400","currency":"USD"}]}]})",
            R"({"data":[{"starting_at":"2025-08-01T00:00:00Z","results":[{"amount":null}]}]})",
            QByteArray(100'000, '[') + QByteArray(100'000, ']')};
        for (const QByteArray &body : bodies) {
            Bench bench;
            bench.transport.reply(200, body);
            const auto ledger = bench.billed(Provider::Anthropic);
            QVERIFY2(ledger && !*ledger, body.left(80).constData());
            QCOMPARE(ledger->error().kind(), Error::Kind::BadReply);
        }
    }

    void pagesWithoutEnd_areAnError()
    {
        Bench bench;
        bench.transport.reply(200, anthropicPage);
        bench.transport.reply(200, anthropicPage);
        const auto ledger = bench.billed(Provider::Anthropic);
        QVERIFY(ledger && !*ledger);
        QCOMPARE(ledger->error().code(), u"RepeatedToken"_s);
        QCOMPARE(bench.transport.requests().size(), 2);
    }

    void twoCurrencies_areNotAdded()
    {
        Bench bench;
        bench.transport.reply(
            200, R"({"data":[{"start_time":1754006400,"results":[{"amount":{"value":1,"currency":"usd"}},
            {"amount":{"value":1,"currency":"eur"}}]}],"has_more":false})");
        const auto ledger = bench.billed(Provider::OpenAi);
        QVERIFY(ledger && !*ledger);
        QCOMPARE(ledger->error().code(), u"Currencies"_s);
    }

    void noKey_noDays_noTls_sendNothing()
    {
        Bench bench;
        bench.keys.isMissing = true;
        const auto missing = bench.billed(Provider::OpenAi);
        QVERIFY(missing && !*missing);
        QCOMPARE(missing->error().code(), u"NoProviderKey"_s);
        bench.keys.isMissing = false;
        const auto none = await(bench.service.billed(Provider::OpenAi, QDate(2025, 8, 1), QDate(2025, 8, 1), {}));
        QVERIFY(none && !*none && none->error().kind() == Error::Kind::Invalid);
        HttpLlmCostService exposed(
            bench.client, bench.keys, bench.clock, {{Provider::OpenAi, u"http://example.com"_s}});
        const auto plain = await(exposed.billed(Provider::OpenAi, QDate(2025, 8, 1), QDate(2025, 8, 2), {}));
        QVERIFY(plain && !*plain && plain->error().kind() == Error::Kind::Invalid);
        QVERIFY(bench.transport.requests().isEmpty());
    }

    void cancelled_isCancelled()
    {
        Bench bench;
        bench.transport.hang();
        CancelSource source;
        auto task = bench.service.billed(Provider::OpenAi, QDate(2025, 8, 1), QDate(2025, 8, 2), source.token());
        QTRY_COMPARE(bench.transport.requests().size(), 1);
        source.cancel();
        const auto ledger = await(std::move(task));
        QVERIFY(ledger && !*ledger);
        QCOMPARE(ledger->error().kind(), Error::Kind::Cancelled);
    }

    void otherAddress_isAsked()
    {
        Bench bench;
        HttpLlmCostService service(
            bench.client, bench.keys, bench.clock, {{Provider::Anthropic, u"http://127.0.0.1:4000"_s}});
        bench.transport.reply(200, anthropicLast);
        QVERIFY(await(service.billed(Provider::Anthropic, QDate(2025, 8, 1), QDate(2025, 8, 2), {})).value());
        QVERIFY(bench.transport.requests().first().url.startsWith("http://127.0.0.1:4000/v1/"));
    }

    void estimate_isApart_andItsGapIsSaid()
    {
        const auto prices = PriceList::parse(
            R"([{"id":"anthropic","models":[{"id":"claude-x","match":{"or":[{"starts_with":"claude-x-"}]},
            "prices":[{"prices":{"input_mtok":1,"output_mtok":2}},{"constraint":{"start_date":"2025-01-01"},
            "prices":{"input_mtok":{"base":3,"tiers":[]},"output_mtok":15,"cache_read_mtok":0.3,"cache_write_mtok":3.75}}]}]}])");
        QVERIFY(prices);
        const QDate day(2025, 8, 1);
        TokenUsage usage{day, u"claude-x-2025"_s, u"w"_s, 1'000'000, 1'000'000, 1'000'000, 1'000'000, 1'000'000, false};
        const auto found = prices->of(Provider::Anthropic, usage.model, day);
        QVERIFY(found);
        QCOMPARE(costOf(usage, *found).toString(), u"28.05"_s); // 3 + 0.3 + 3.75 + 6 + 15
        usage.isBatch = true;
        QCOMPARE(costOf(usage, *found).toString(), u"14.025"_s);
        QCOMPARE(prices->of(Provider::Anthropic, usage.model, QDate(2024, 1, 1))->input, Decimal(1));
        QVERIFY(!prices->of(Provider::OpenAi, usage.model, day));
        TokenUsage other = usage;
        other.model = u"claude-y"_s;

        const auto ledger = estimatedLedger(
            Provider::Anthropic, {usage, other}, *prices, QDateTime(QDate(2025, 8, 2), QTime(), Qt::UTC));

        QVERIFY(ledger);
        QVERIFY(!ledger->billed);
        QVERIFY(ledger->note.contains("claude-y"_L1));
        QCOMPARE(totalOf(*ledger).toString(), u"14.025"_s);
        QCOMPARE(gapPercent(Decimal(28), *Decimal::parse(QByteArrayView("14"))).value_or(0), -50.0);
        QVERIFY(!gapPercent(Decimal(), Decimal(1)));
        QVERIFY(!PriceList::parse("{}"));
        QVERIFY(!PriceList::parse("not json"));
    }

    void publishedExamples_areRead()
    {
        QFile costs(vectorsFolder() + u"/llm-prices/openai-usage/organization-costs.json"_s);
        QFile usage(vectorsFolder() + u"/llm-prices/openai-usage/organization-usage-completions.json"_s);
        QFile list(vectorsFolder() + u"/llm-prices/genai-prices-data.json"_s);
        if (!costs.open(QIODevice::ReadOnly) || !usage.open(QIODevice::ReadOnly) || !list.open(QIODevice::ReadOnly))
            QSKIP("The vectors are not there.");
        const auto example = [](QFile &file) {
            return QJsonDocument(QJsonDocument::fromJson(file.readAll())[u"response_example"].toObject()).toJson();
        };
        const auto charges = readCosts(Provider::OpenAi, example(costs));
        QVERIFY(charges && charges->rows.size() == 1);
        QCOMPARE(charges->rows.first().amount.toString(), u"0.06"_s);
        const auto tokens = readUsage(Provider::OpenAi, example(usage));
        QVERIFY(tokens && tokens->rows.size() == 1);
        QCOMPARE(tokens->rows.first().uncachedInput, 500);
        const auto prices = PriceList::parse(list.readAll());
        QVERIFY(prices);
        const auto sonnet = prices->of(Provider::Anthropic, u"claude-3-5-sonnet-20241022"_s, QDate(2025, 8, 1));
        QVERIFY(sonnet);
        QCOMPARE(sonnet->output, Decimal(15));
        QCOMPARE(sonnet->cacheWrite->toString(), u"3.75"_s);
        QVERIFY(prices->of(Provider::OpenAi, u"gpt-4o-2024-08-06"_s, QDate(2025, 8, 1)));
    }
};

QTEST_GUILESS_MAIN(TestLlmCosts)
#include "tst_llmcosts.moc"
