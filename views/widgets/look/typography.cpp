// SPDX-License-Identifier: GPL-3.0-or-later
#include <widgets/typography.h>

#include <QFontDatabase>
#include <QStringList>

namespace sm::widgets {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Size
{
    int pixels;
    int line;
    QFont::Weight weight;
};

Size sizeOf(TextRole role)
{
    switch (role) {
    case TextRole::PageTitle:
        return {20, 28, QFont::DemiBold};
    case TextRole::Heading:
        return {13, 20, QFont::DemiBold};
    case TextRole::Button:
        return {13, 20, QFont::Medium};
    case TextRole::Secondary:
        return {12, 20, QFont::Normal};
    case TextRole::Section:
        return {12, 20, QFont::DemiBold};
    case TextRole::Badge:
        return {11, 16, QFont::DemiBold};
    case TextRole::Code:
        return {12, 18, QFont::Normal};
    case TextRole::Body:
        break;
    }
    return {13, 20, QFont::Normal};
}

QFont monospace() { return QFontDatabase::systemFont(QFontDatabase::FixedFont); }

QFont proportional()
{
    QFont font = QFontDatabase::systemFont(QFontDatabase::GeneralFont);
    font.setFamilies(QStringList{u"Inter"_s} + font.families());
    return font;
}

} // namespace

QFont fontFor(TextRole role)
{
    const Size size = sizeOf(role);
    QFont font = role == TextRole::Code ? monospace() : proportional();
    font.setPixelSize(size.pixels);
    font.setWeight(size.weight);
    return font;
}

int lineHeight(TextRole role) { return sizeOf(role).line; }

} // namespace sm::widgets
