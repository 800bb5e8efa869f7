/** Bars over time, drawn by ECharts, which is loaded with the first chart. The figures stand in a table beside it for whoever cannot see it. */
import { BarChart, LineChart } from "echarts/charts"
import { GridComponent, LegendComponent, TooltipComponent } from "echarts/components"
import { init, use } from "echarts/core"
import { CanvasRenderer } from "echarts/renderers"
import { useEffect, useRef } from "react"
import { LOCALE } from "./lang.screen.ts"

use([BarChart, LineChart, GridComponent, LegendComponent, TooltipComponent, CanvasRenderer])
type Series = { readonly name: string; readonly step?: number; readonly values: readonly (number | null)[] }
type Said = {
  readonly label: string
  readonly kind: "stacked" | "lines"
  readonly points: readonly string[]
  readonly series: readonly Series[]
  readonly unit: string
}

export function Chart({ label, kind, points, series, unit }: Said) {
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const element = place.current!
    const draw = () => {
      const style = getComputedStyle(document.documentElement)
      const colour = (name: string) => style.getPropertyValue(name).trim()
      const figures = new Intl.NumberFormat(LOCALE, { notation: "compact", maximumFractionDigits: 1 })
      const whole = new Intl.NumberFormat(LOCALE, { maximumFractionDigits: kind === "stacked" ? 0 : 1 })
      const words = { color: colour("--soft") }
      const lines = ["--accent", "--s3", "--soft", "--s1"]
      chart.setOption({
        animation: false,
        aria: { enabled: false },
        grid: { left: 8, right: 8, top: 36, bottom: 4, containLabel: true },
        textStyle: { fontFamily: style.getPropertyValue("--font"), color: colour("--soft") },
        legend: {
          type: "scroll",
          top: 0,
          left: 0,
          itemWidth: 12,
          itemHeight: 12,
          textStyle: words,
          pageTextStyle: words,
          pageIconColor: colour("--accent"),
          pageIconInactiveColor: colour("--line"),
        },
        tooltip: {
          trigger: "axis",
          renderMode: "richText",
          confine: true,
          valueFormatter: (value: unknown) => (typeof value === "number" ? `${whole.format(value)} ${unit}` : "–"),
        },
        xAxis: { type: "category", data: points, axisLabel: words, axisLine: { lineStyle: { color: colour("--edge") } }, axisTick: { show: false } },
        yAxis: {
          type: "value",
          axisLabel: { ...words, formatter: (value: number) => figures.format(value) },
          splitLine: { lineStyle: { color: colour("--line") } },
        },
        series: series.map(({ name, step, values }, i) => {
          const color = colour(step === undefined ? lines[i % lines.length]! : `--s${step}`)
          return kind === "stacked"
            ? { name, type: "bar", stack: "all", data: values, itemStyle: { color }, barMaxWidth: 48 }
            : { name, type: "line", data: values, itemStyle: { color }, lineStyle: { color, width: 2 }, symbolSize: 6 }
        }),
      })
    }
    const chart = init(element)
    draw()
    const sized = new ResizeObserver(() => chart.resize())
    sized.observe(element)
    const themed = new MutationObserver(draw)
    themed.observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] })
    const dark = matchMedia("(prefers-color-scheme: dark)")
    dark.addEventListener("change", draw)
    return () => {
      dark.removeEventListener("change", draw)
      themed.disconnect()
      sized.disconnect()
      chart.dispose()
    }
  }, [kind, points, series, unit])
  return <div ref={place} className="chart" role="img" aria-label={label} />
}
