// SPDX-License-Identifier: GPL-3.0-or-later
#include "usagepagereader.h"

#include <QCoreApplication>

namespace sm::costs {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::costs::Explorer", text); }

QString text(QByteArrayView utf8) { return QString::fromUtf8(utf8); }

constexpr qsizetype MostKeys = 65536;

/// "2026-11-01", or the instant "2026-11-01T00:00:00Z".
QDate dayOf(QByteArrayView wire)
{
    return QDate::fromString(text(wire.first(std::min<qsizetype>(10, wire.size()))), Qt::ISODate);
}

ExplorerSpan readRange(JsonScanner &json)
{
    ExplorerSpan range;
    json.enterObject();
    while (json.nextMember()) {
        if (json.name() == "Start")
            range.from = dayOf(json.scalar());
        else if (json.name() == "End")
            range.to = dayOf(json.scalar());
        else
            json.skip();
    }
    return range;
}

} // namespace

UsagePageReader::UsagePageReader(QString metric, QStringList groupBy)
    : m_metric(metric.toUtf8())
    , m_groupBy(std::move(groupBy))
    , m_keys(m_groupBy.size())
{
    for (const QString &dimension : std::as_const(m_groupBy))
        m_prefixes << (explorerDimension(dimension).isEmpty() ? dimension.section(u':', 1) + u'$' : QString());
}

Result<QJsonObject> UsagePageReader::read(const QByteArray &body)
{
    m_periods.clear();
    m_problem.reset();
    JsonScanner json(body);
    QJsonObject rest;
    bool isAnswer = false;
    json.enterObject();
    while (json.nextMember()) {
        if (json.name() == "ResultsByTime") {
            isAnswer = true;
            readPeriods(json);
        } else if (json.kind() == JsonScanner::Kind::Scalar) {
            const QString name = text(json.name());
            rest.insert(name, text(json.scalar()));
        } else {
            json.skip();
        }
    }
    if (!json.finish() || !isAnswer)
        noteProblem(u"NotReadable"_s, tr("The answer of Cost Explorer came cut short or damaged. Try again."));
    if (!m_problem)
        return rest;
    m_periods.clear();
    return *m_problem;
}

void UsagePageReader::noteProblem(const QString &code, const QString &message)
{
    const Error::Kind kind = code == "TwoUnits"_L1 ? Error::Kind::Invalid : Error::Kind::BadReply;
    if (!m_problem)
        m_problem = Error(kind, message).withCode(code);
}

void UsagePageReader::readPeriods(JsonScanner &json)
{
    if (json.kind() == JsonScanner::Kind::Null)
        return json.skip();
    json.enterArray();
    while (json.nextElement()) {
        UsagePeriod period = readPeriod(json);
        if (!period.start.isValid() || !(period.start < period.end))
            json.fail();
        m_periods << std::move(period);
    }
}

UsagePeriod UsagePageReader::readPeriod(JsonScanner &json)
{
    UsagePeriod period;
    Amount total;
    m_unitOfNothing.clear();
    json.enterObject();
    while (json.nextMember()) {
        if (json.name() == "TimePeriod") {
            const ExplorerSpan range = readRange(json);
            period.start = range.from;
            period.end = range.to;
        } else if (json.name() == "Estimated") {
            period.estimated = json.scalar() == "true";
        } else if (json.name() == "Groups") {
            readGroups(json, period);
        } else if (json.name() == "Total") {
            total = readMetrics(json);
        } else {
            json.skip();
        }
    }
    // Beside groups there is no total, or it is theirs. Without any, nothing of it may get lost.
    const bool isGrouped = !m_groupBy.isEmpty();
    if (total.isThere && period.groups.isEmpty() && !(isGrouped && total.value.isZero())) {
        noteUnit(period, total);
        period.groups << UsageGroup{QStringList(m_groupBy.size(), QString()), total.value};
    }
    if (period.unit.isEmpty())
        period.unit = m_unitOfNothing;
    return period;
}

void UsagePageReader::readGroups(JsonScanner &json, UsagePeriod &period)
{
    if (json.kind() == JsonScanner::Kind::Null)
        return json.skip();
    json.enterArray();
    while (json.nextElement())
        period.groups << readGroup(json, period);
}

UsageGroup UsagePageReader::readGroup(JsonScanner &json, UsagePeriod &period)
{
    UsageGroup group;
    json.enterObject();
    while (json.nextMember()) {
        if (json.name() == "Keys") {
            group.keys = readKeys(json);
        } else if (json.name() == "Metrics") {
            const Amount amount = readMetrics(json);
            noteUnit(period, amount);
            group.amount = amount.value;
        } else {
            json.skip();
        }
    }
    if (group.keys.size() != m_groupBy.size())
        json.fail();
    return group;
}

QStringList UsagePageReader::readKeys(JsonScanner &json)
{
    QStringList keys;
    keys.reserve(m_groupBy.size());
    json.enterArray();
    while (json.nextElement())
        keys << key(keys.size(), json.scalar());
    return keys;
}

QString UsagePageReader::key(qsizetype place, QByteArrayView wire)
{
    if (place >= m_groupBy.size())
        return {}; // one too many: the group is refused
    QHash<QByteArray, QString> &known = m_keys[place];
    const auto found = known.constFind(QByteArray::fromRawData(wire.data(), wire.size()));
    if (found != known.constEnd())
        return *found;
    QString key = text(wire);
    const QString &prefix = m_prefixes.at(place);
    if (!prefix.isEmpty() && key.startsWith(prefix))
        key.remove(0, prefix.size());
    else
        key = explorerKey(explorerDimension(m_groupBy.at(place)), key);
    if (known.size() < MostKeys)
        known.insert(wire.toByteArray(), key);
    return key;
}

UsagePageReader::Amount UsagePageReader::readMetrics(JsonScanner &json)
{
    Amount amount;
    if (json.kind() == JsonScanner::Kind::Null) {
        json.skip();
        return amount;
    }
    json.enterObject();
    while (json.nextMember()) {
        if (json.name() == QByteArrayView(m_metric))
            amount = readAmount(json);
        else
            json.skip();
    }
    return amount;
}

UsagePageReader::Amount UsagePageReader::readAmount(JsonScanner &json)
{
    Amount amount;
    json.enterObject();
    while (json.nextMember()) {
        if (json.name() == "Amount") {
            const QByteArrayView wire = json.scalar();
            const std::optional<Decimal> value = Decimal::parse(wire);
            if (!value)
                noteProblem(u"NotReadable"_s,
                    tr("Cost Explorer answered an amount that is no number: \"%1\".").arg(text(wire)));
            amount.value = value.value_or(Decimal());
            amount.isThere = true;
        } else if (json.name() == "Unit") {
            amount.unit = text(json.scalar());
        } else {
            json.skip();
        }
    }
    return amount;
}

void UsagePageReader::noteUnit(UsagePeriod &period, const Amount &amount)
{
    if (amount.value.isZero()) {
        if (m_unitOfNothing.isEmpty())
            m_unitOfNothing = amount.unit;
        return;
    }
    if (period.unit.isEmpty())
        period.unit = amount.unit;
    if (period.unit != amount.unit)
        noteProblem(u"TwoUnits"_s,
            tr("Cost Explorer answered in %1 and in %2, which can not be added up. Filter by what has one of them: an "
               "account, or for usage a usage type.")
                .arg(period.unit, amount.unit));
}

} // namespace sm::costs
