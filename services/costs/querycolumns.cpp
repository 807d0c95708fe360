// SPDX-License-Identifier: GPL-3.0-or-later
#include "querycolumns.h"

#include <QCoreApplication>

#include <algorithm>
#include <string_view>
#include <unordered_map>

namespace sm::costs {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype MostNamed = 40;

QString tr(const char *text) { return QCoreApplication::translate("sm::costs::Query", text); }

bool isOfDays(const QString &name) { return name == querydimension::Day || name == querydimension::Month; }

/// What the charges of any bill can be asked by: where a bill has no column for it, they are charges without one.
bool isOfEveryBill(const QString &name)
{
    static const QStringList names{costdimension::Service, costdimension::Account, costdimension::Region,
        costdimension::UsageType, costdimension::Resource, costdimension::LineItemType};
    return names.contains(name) || isOfDays(name);
}

/// Other names of a tag: AWS calls a person's tag "user:env" or "user_env", a person calls it "env".
QStringList otherTagNames(const QString &name)
{
    static const QStringList users{costdimension::TagPrefix + u"user:"_s, costdimension::TagPrefix + u"user_"_s};
    if (!name.startsWith(costdimension::TagPrefix))
        return {};
    QString key = name.sliced(costdimension::TagPrefix.size());
    for (const QString &each : users) {
        if (name.startsWith(each))
            key = name.sliced(each.size());
    }
    return {costdimension::TagPrefix + key, users.at(0) + key, users.at(1) + key};
}

/// "2023-11-01" or "2023-11", for each day of \p range.
std::vector<QByteArray> textsOfDays(const DaySpan &range, const QString &name)
{
    const QString format = name == querydimension::Day ? u"yyyy-MM-dd"_s : u"yyyy-MM"_s;
    std::vector<QByteArray> texts;
    for (qint64 day = range.first; day < range.end; ++day)
        texts.push_back(dateOf(day).toString(format).toLatin1());
    return texts;
}

/// Numbers values, each once, in the order in which they come.
class Dictionary
{
public:
    explicit Dictionary(std::vector<QByteArray> &values)
        : m_values(values)
    {
    }
    quint32 codeOf(const QByteArray &value)
    {
        const std::string_view key(value.constData(), static_cast<std::size_t>(value.size()));
        const auto [place, isNew] = m_codes.try_emplace(key, static_cast<quint32>(m_values.size()));
        if (isNew)
            m_values.push_back(value); // shares the bytes that the key looks at
        return place->second;
    }
    std::vector<quint32> codesOf(const std::vector<QByteArray> &values)
    {
        std::vector<quint32> codes;
        codes.reserve(values.size());
        for (const QByteArray &each : values)
            codes.push_back(codeOf(each));
        return codes;
    }

private:
    std::vector<QByteArray> &m_values;
    std::unordered_map<std::string_view, quint32> m_codes;
};

/// What \p name is in \p ledger, and the values it can have there.
std::pair<ValueSource, std::vector<QByteArray>> sourceOf(
    const Ledger &ledger, const QueryDays &days, const QString &name)
{
    if (isOfDays(name))
        return {{ValueSource::Kind::Days, nullptr}, textsOfDays(days.charged, name)};
    if (const LedgerDimension *dimension = dimensionOf(ledger, name))
        return {{ValueSource::Kind::Codes, &dimension->codes}, dimension->values};
    return {{ValueSource::Kind::Nothing, nullptr}, {QByteArray("")}};
}

ValueMask maskFor(const Ledger &ledger, const QueryDays &days, const CostFilter &filter)
{
    QSet<QByteArray> wanted;
    for (const QString &value : filter.values)
        wanted.insert(value.toUtf8());
    const auto [source, values] = sourceOf(ledger, days, filter.dimension);
    ValueMask mask{source, {}};
    for (const QByteArray &value : values)
        mask.passes.push_back(wanted.contains(value) != filter.excluded);
    return mask;
}

QStringList knownDimensions(const LedgerList &ledgers)
{
    QStringList names;
    for (const auto &ledger : ledgers) {
        for (const LedgerDimension &each : ledger->dimensions)
            names << each.name;
    }
    names.removeDuplicates();
    return names << querydimension::Day << querydimension::Month;
}

} // namespace

bool ValueMask::passesAll() const
{
    return std::all_of(passes.begin(), passes.end(), [](quint8 each) { return each != 0; });
}

bool ValueMask::passesNone() const
{
    return std::none_of(passes.begin(), passes.end(), [](quint8 each) { return each != 0; });
}

const LedgerDimension *dimensionOf(const Ledger &ledger, const QString &name)
{
    if (const LedgerDimension *found = ledger.dimension(name))
        return found;
    const QStringList others = otherTagNames(name);
    for (const QString &other : others) {
        if (const LedgerDimension *found = ledger.dimension(other))
            return found;
    }
    return nullptr;
}

Result<void> checkDimension(const LedgerList &ledgers, const QString &name)
{
    const auto has = [&name](const auto &ledger) { return dimensionOf(*ledger, name) != nullptr; };
    if (ledgers.isEmpty() || isOfEveryBill(name) || std::any_of(ledgers.begin(), ledgers.end(), has))
        return ok();
    const QStringList known = knownDimensions(ledgers);
    QString list = known.mid(0, MostNamed).join(u", "_s);
    if (known.size() > MostNamed)
        list = tr("%1 and %2 more").arg(list, QString::number(known.size() - MostNamed));
    return Error(Error::Kind::Invalid, tr("Nothing has “%1” here. There is: %2.").arg(name, list));
}

GroupColumn groupColumnFor(const LedgerList &ledgers, const QueryDays &days, const QString &name)
{
    GroupColumn column;
    Dictionary dictionary(column.values);
    for (const auto &ledger : ledgers) {
        const auto [source, values] = sourceOf(*ledger, days, name);
        column.parts.push_back({source, dictionary.codesOf(values)});
    }
    return column;
}

std::vector<ValueMask> masksFor(
    const Ledger &ledger, const DaySpan &ofLedger, const QueryDays &days, const QList<CostFilter> &filters)
{
    std::vector<ValueMask> masks;
    for (const CostFilter &filter : filters) {
        ValueMask mask = maskFor(ledger, days, filter);
        if (!mask.passesAll())
            masks.push_back(std::move(mask));
    }
    if (!days.charged.contains(ofLedger))
        masks.insert(masks.begin(), {{ValueSource::Kind::Days, nullptr}, std::vector<quint8>(days.charges(), 1)});
    return masks;
}

} // namespace sm::costs
