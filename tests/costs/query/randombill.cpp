// SPDX-License-Identifier: GPL-3.0-or-later
#include "randombill.h"

#include <algorithm>

namespace sm::test {

using namespace Qt::Literals::StringLiterals;

RandomBill::RandomBill(quint32 seed)
    : m_random(seed)
    , m_form(oneOf(QList<Form>{Form::Legacy, Form::Cur2, Form::Focus}))
{
    const int count = 1 + below(once(20) ? 200 : 20);
    for (int i = 0; i < count; ++i)
        m_charges << charge();
    write();
}

RandomCharge RandomBill::charge()
{
    RandomCharge made;
    made.day = QDate(2023, 10, 20).addDays(below(25));
    made.service = oneOf(QStringList{u"AmazonS3"_s, u"AmazonEC2"_s, u"Ä, \"quoted\""_s, u"=SUM(A1)"_s, u""_s});
    made.region = oneOf(QStringList{u"us-east-1"_s, u"eu-west-1"_s, u""_s});
    made.tag = oneOf(QStringList{u"prod"_s, u"test\nenv"_s, u""_s});
    made.negative = once(4);
    made.decimals = 1 + below(30);
    made.digits = digits(1 + below(made.decimals + 6));
    return made;
}

/// Zeros too, at either end.
QByteArray RandomBill::digits(int count)
{
    QByteArray text;
    for (int i = 0; i < count; ++i)
        text += once(4) ? '0' : static_cast<char>('0' + below(10));
    return text;
}

QByteArray RandomBill::plain(const QByteArray &digits, int decimals)
{
    QByteArray text = digits;
    while (text.size() < decimals)
        text.prepend('0');
    const QByteArray whole = text.first(text.size() - decimals);
    const QByteArray before = whole.isEmpty() && once(2) ? "0" : whole;
    if (decimals == 0)
        return before.isEmpty() ? "0" : before;
    return before + '.' + text.last(decimals);
}

QByteArray RandomBill::written(const RandomCharge &charge)
{
    const QByteArray sign = charge.negative ? "-" : once(10) ? "+" : "";
    if (once(2))
        return sign + plain(charge.digits, charge.decimals);
    const int decimals = below(static_cast<int>(charge.digits.size()) + 1);
    const int exponent = decimals - charge.decimals;
    const QByteArray plus = exponent >= 0 && once(2) ? "+" : "";
    return sign + plain(charge.digits, decimals) + (once(2) ? 'e' : 'E') + plus + QByteArray::number(exponent);
}

QByteArray RandomBill::instant(QDate day)
{
    const QByteArray date = day.toString(Qt::ISODate).toLatin1();
    const QByteArray hour = QByteArray::number(10 + below(14));
    return oneOf(QList<QByteArray>{
        date + 'T' + hour + ":00:00Z", date + ' ' + hour + ":00:00", date + 'T' + hour + ":30:00.000Z"});
}

QByteArray RandomBill::field(const QByteArray &value)
{
    const bool needed = value.contains(',') || value.contains('"') || value.contains('\n');
    return needed || once(3) ? '"' + QByteArray(value).replace('"', "\"\"") + '"' : value;
}

QMap<QByteArray, QByteArray> RandomBill::fieldsOf(const RandomCharge &charge)
{
    const QByteArray begin = instant(charge.day);
    const QByteArray service = charge.service.toUtf8();
    const QByteArray region = charge.region.toUtf8();
    const QByteArray tag = charge.tag.toUtf8();
    const QByteArray month = charge.day.toString(u"yyyy-MM-01T00:00:00Z"_s).toLatin1();
    const QByteArray json = charge.tag.isEmpty()
        ? QByteArray("{}")
        : R"({"env": ")" + QByteArray(tag).replace('\n', "\\n") + R"(", "other": "x"})";
    switch (m_form) {
    case Form::Legacy:
        return {{"lineItem/UsageStartDate", begin}, {"lineItem/ProductCode", service}, {"product/region", region},
            {"resourceTags/user:env", tag}, {"lineItem/UnblendedCost", written(charge)},
            {"lineItem/CurrencyCode", "USD"}, {"bill/BillingPeriodStartDate", month}, {"nobody/Knows", "1e400"}};
    case Form::Cur2:
        return {{"line_item_usage_start_date", begin}, {"line_item_product_code", service}, {"product_region", region},
            {"resource_tags", json}, {"line_item_unblended_cost", written(charge)}, {"line_item_currency_code", "USD"},
            {"bill_billing_period_start_date", month}, {"nobody_knows", "a, \"b\""}};
    case Form::Focus:
        break;
    }
    return {{"ChargePeriodStart", begin}, {"ServiceName", charge.service.isEmpty() ? "NULL" : service},
        {"RegionId", region}, {"Tags", json}, {"BilledCost", written(charge)}, {"BillingCurrency", "USD"},
        {"BillingPeriodStart", month}, {"x_Unknown", "NULL"}};
}

void RandomBill::write()
{
    QList<QByteArray> names = fieldsOf(m_charges.first()).keys();
    std::shuffle(names.begin(), names.end(), m_random);
    const QByteArray lineEnd = once(3) ? "\r\n" : "\n";
    QList<QByteArray> line;
    for (const QByteArray &each : names)
        line << field(each);
    m_csv = line.join(',') + lineEnd;
    for (const RandomCharge &each : m_charges) {
        const QMap<QByteArray, QByteArray> fields = fieldsOf(each);
        line.clear();
        for (const QByteArray &name : names)
            line << field(fields[name]);
        m_csv += line.join(',') + lineEnd;
    }
}

} // namespace sm::test
