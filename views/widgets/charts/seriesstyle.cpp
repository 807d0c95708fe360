// SPDX-License-Identifier: GPL-3.0-or-later
#include "seriesstyle.h"

#include <QHash>
#include <QPainter>

#include <array>

namespace sm::charts {

using namespace Qt::Literals::StringLiterals;
using widgets::Mode;

namespace {

constexpr std::array<QRgb, 6> hues{0xff4477aa, 0xffee6677, 0xff228833, 0xffccbb44, 0xff66ccee, 0xffaa3377};
constexpr QRgb grey = 0xffbbbbbb;
constexpr int tones = 2; ///< of each hue
constexpr int patterns = 5;
constexpr int patternAlpha = 150;

QColor mixed(const QColor &colour, const QColor &with, double share)
{
    const auto part = [share](int from, int to) { return int(from + (to - from) * share + 0.5); };
    return {part(colour.red(), with.red()), part(colour.green(), with.green()), part(colour.blue(), with.blue())};
}

/// Place in the list of twelve of what most accounts pay for, by each name that a source has for it.
const QHash<QString, int> &knownPlaces()
{
    static const QHash<QString, int> places{{u"ec2"_s, 0}, {u"amazonec2"_s, 0}, {u"amazon elastic compute cloud"_s, 0},
        {u"amazon elastic compute cloud - compute"_s, 0}, {u"rds"_s, 1}, {u"amazonrds"_s, 1},
        {u"amazon relational database service"_s, 1}, {u"lambda"_s, 2}, {u"awslambda"_s, 2}, {u"aws lambda"_s, 2},
        {u"s3"_s, 3}, {u"amazons3"_s, 3}, {u"amazon simple storage service"_s, 3}, {u"cloudwatch"_s, 4},
        {u"amazoncloudwatch"_s, 4}, {u"amazon cloudwatch"_s, 4}, {u"elasticache"_s, 5}, {u"amazonelasticache"_s, 5},
        {u"amazon elasticache"_s, 5}, {u"dynamodb"_s, 6}, {u"amazondynamodb"_s, 6}, {u"amazon dynamodb"_s, 6},
        {u"ecs"_s, 7}, {u"amazonecs"_s, 7}, {u"amazon elastic container service"_s, 7}, {u"eks"_s, 8},
        {u"amazoneks"_s, 8}, {u"amazon elastic container service for kubernetes"_s, 8},
        {u"amazon elastic kubernetes service"_s, 8}, {u"vpc"_s, 9}, {u"amazonvpc"_s, 9},
        {u"amazon virtual private cloud"_s, 9}, {u"cloudfront"_s, 10}, {u"amazoncloudfront"_s, 10},
        {u"amazon cloudfront"_s, 10}, {u"cognito"_s, 11}, {u"amazoncognito"_s, 11}, {u"amazon cognito"_s, 11},
        {u"credit"_s, 8}, {u"credits"_s, 8}, {u"tax"_s, 9}, {u"refund"_s, 10}, {u"refunds"_s, 10}};
    return places;
}

/// FNV-1a: the same on every machine and in every version, which Qt's own hash is not.
quint32 fingerprint(const QString &text)
{
    quint32 hash = 2166136261U;
    const QByteArray bytes = text.toUtf8();
    for (const char byte : bytes)
        hash = (hash ^ static_cast<unsigned char>(byte)) * 16777619U;
    return hash ^ (hash >> 16);
}

QString normal(const QString &colourKey) { return colourKey.trimmed().toCaseFolded(); }

int placeOf(const QString &colourKey)
{
    const QString key = normal(colourKey);
    const auto known = knownPlaces().constFind(key);
    return known != knownPlaces().cend() ? *known : int(fingerprint(key) % (hues.size() * tones));
}

/// Well-known names before others, then by name.
QString rankOf(const QString &colourKey)
{
    return (knownPlaces().contains(normal(colourKey)) ? u'0' : u'1') + colourKey;
}

const QString &colourKeyOf(const ChartSeries &series)
{
    return series.colourKey.isEmpty() ? series.key : series.colourKey;
}

Qt::BrushStyle brushOf(Pattern pattern)
{
    switch (pattern) {
    case Pattern::Diagonal:
        return Qt::BDiagPattern;
    case Pattern::BackDiagonal:
        return Qt::FDiagPattern;
    case Pattern::Cross:
        return Qt::DiagCrossPattern;
    case Pattern::Dots:
        return Qt::Dense5Pattern;
    case Pattern::None:
        break;
    }
    return Qt::NoBrush;
}

} // namespace

QColor seriesColour(const QString &colourKey, Mode mode)
{
    const int place = placeOf(colourKey);
    const QColor hue(hues.at(size_t(place) % hues.size()));
    if (size_t(place) < hues.size())
        return hue;
    return mode == Mode::Dark ? mixed(hue, Qt::white, 0.4) : mixed(hue, Qt::black, 0.35);
}

QList<SeriesStyle> seriesStyles(const QList<ChartSeries> &series, Mode mode)
{
    QMap<QRgb, QMap<QString, qsizetype>> sharing; // by name, so that their order in the chart does not matter
    QList<SeriesStyle> styles;
    for (const ChartSeries &each : series) {
        const QString &key = colourKeyOf(each);
        styles.append({each.other ? QColor(grey) : seriesColour(key, mode), Pattern::None});
        if (!each.other)
            sharing[styles.last().colour.rgb()].insert(rankOf(key), styles.size() - 1);
    }
    for (const auto &indexes : std::as_const(sharing)) {
        int rank = 0;
        for (const qsizetype index : indexes)
            styles[index].pattern = Pattern(rank++ % patterns);
    }
    return styles;
}

void drawPattern(QPainter &painter, const QPolygonF &shape, Pattern pattern, const QColor &panel)
{
    if (pattern == Pattern::None || shape.isEmpty())
        return;
    QColor over = panel;
    over.setAlpha(patternAlpha);
    painter.save();
    painter.setPen(Qt::NoPen);
    painter.setBrush(QBrush(over, brushOf(pattern)));
    painter.drawPolygon(shape);
    painter.restore();
}

QColor paleColour(const QColor &colour, const QColor &panel) { return mixed(colour, panel, 0.5); }

void drawSwatch(
    QPainter &painter, const QRectF &rect, const SeriesStyle &style, const widgets::Theme &theme, bool filled)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    if (filled) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(style.colour);
        painter.drawRoundedRect(rect, 2, 2);
        drawPattern(painter, QPolygonF(rect.adjusted(0.5, 0.5, -0.5, -0.5)), style.pattern, theme.panel);
    } else {
        painter.setPen(QPen(theme.outline, 1));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 2, 2);
    }
    painter.restore();
}

} // namespace sm::charts
