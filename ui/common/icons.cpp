#include "common/icons.h"

#include <QIconEngine>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

#include <optional>

static void initCompiledResources()
{
    Q_INIT_RESOURCE(ui); // outside any namespace, as the macro demands
}

using namespace Qt::StringLiterals;

namespace owb::ui {

namespace {

class TintedIconEngine final : public QIconEngine
{
public:
    explicit TintedIconEngine(QString name, std::optional<Ink> ink = {})
        : m_name(std::move(name))
        , m_ink(ink)
    { }

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State) override
    {
        const int side = std::min(rect.width(), rect.height());
        const QRect square(
            rect.center().x() - side / 2 + 1 - side % 2, rect.center().y() - side / 2 + 1 - side % 2, side, side);
        painter->drawPixmap(square, iconPixmap(m_name, side, colourFor(mode), painter->device()->devicePixelRatio()));
    }

    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State) override
    {
        return iconPixmap(m_name, std::min(size.width(), size.height()), colourFor(mode));
    }

    [[nodiscard]] QIconEngine* clone() const override { return new TintedIconEngine(m_name, m_ink); }

private:
    [[nodiscard]] QColor colourFor(QIcon::Mode mode) const
    {
        if (m_ink && mode != QIcon::Disabled) {
            return inkColour(*m_ink);
        }
        switch (mode) {
        case QIcon::Disabled:
            return colours().text3;
        case QIcon::Active:
            return colours().text;
        case QIcon::Selected:
            return colours().accent;
        case QIcon::Normal:
            break;
        }
        return colours().text2;
    }

    QString m_name;
    std::optional<Ink> m_ink;
};

} // namespace

QPixmap iconPixmap(const QString& name, int size, const QColor& colour, qreal pixelRatio)
{
    initResources();
    const QString key = u"owb/%1/%2/%3/%4"_s.arg(name).arg(size).arg(colour.rgba()).arg(pixelRatio);
    QPixmap pixmap;
    if (QPixmapCache::find(key, &pixmap)) {
        return pixmap;
    }
    pixmap = QPixmap(QSize(size, size) * pixelRatio);
    pixmap.setDevicePixelRatio(pixelRatio);
    pixmap.fill(Qt::transparent);
    QSvgRenderer renderer(u":/icons/%1.svg"_s.arg(name));
    QPainter painter(&pixmap);
    renderer.render(&painter, QRectF(0, 0, size, size));
    painter.setCompositionMode(QPainter::CompositionMode_SourceIn);
    painter.fillRect(0, 0, size, size, colour);
    painter.end();
    QPixmapCache::insert(key, pixmap);
    return pixmap;
}

QIcon icon(const QString& name)
{
    return QIcon(new TintedIconEngine(name));
}

QIcon icon(const QString& name, Ink ink)
{
    return QIcon(new TintedIconEngine(name, ink));
}

void initResources()
{
    static const bool ready = (initCompiledResources(), true);
    Q_UNUSED(ready)
}

void clearIconCache()
{
    QPixmapCache::clear();
}

} // namespace owb::ui
