// SPDX-License-Identifier: GPL-3.0-or-later
#include "filename.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QStringList>

#include <algorithm>

namespace sm::backups {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::backups::Buckets", text); }

constexpr qsizetype longestPart = 255; // bytes, of every file system in use
constexpr qsizetype longestName = 2048; // bytes; with the folder before it it stays below PATH_MAX

bool isHidden(QChar character)
{
    const QChar::Category category = character.category();
    return category == QChar::Other_Control || category == QChar::Other_Format || category == QChar::Separator_Line
        || category == QChar::Separator_Paragraph;
}

/// Names of devices on Windows, also with a suffix.
bool isDevice(const QString &part)
{
    static const QRegularExpression device(
        u"^(con|prn|aux|nul|com[0-9]|lpt[0-9])[ ]*(\\..*)?$"_s, QRegularExpression::CaseInsensitiveOption);
    return device.match(part).hasMatch();
}

QString whyNoPart(const QString &part)
{
    if (part.isEmpty())
        return tr("A part of the name is empty.");
    if (part == "."_L1 || part == ".."_L1)
        return tr("It leads to another folder.");
    if (part.endsWith(u'.') || part.endsWith(u' '))
        return tr("A part of the name ends with a dot or a space.");
    if (part.toUtf8().size() > longestPart)
        return tr("A part of the name has more than 255 bytes.");
    return isDevice(part) ? tr("It is the name of a device.") : QString();
}

} // namespace

QString whyNoFileName(const QString &name)
{
    if (std::any_of(name.begin(), name.end(), isHidden))
        return tr("The name has characters that can not be seen.");
    if (name.contains(u'\\'))
        return tr("The name has a backslash, which divides folders on some computers.");
    if (!name.isValidUtf16() || name.toUtf8().size() > longestName)
        return tr("The name is too long, or no text.");
    const QStringList parts = name.split(u'/');
    for (const QString &part : parts) {
        if (const QString why = whyNoPart(part); !why.isEmpty())
            return why;
    }
    return {};
}

QString foldedFileName(const QString &name)
{
    // Upper case first: that alone makes two letters of a sharp s.
    return name.normalized(QString::NormalizationForm_KC)
        .toUpper()
        .toCaseFolded()
        .normalized(QString::NormalizationForm_KC);
}

} // namespace sm::backups
